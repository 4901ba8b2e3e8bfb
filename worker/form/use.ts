// Which forms give a magnet, and whether links to it may still be out.

type Use = { magnet: string; slug: string; name: string; isPublished: boolean; isDrafted: boolean }

/** Every form that gives something, in its draft, to its visitors, or both. */
export async function formsGiving(db: D1Database): Promise<Use[]> {
  const { results } = await db
    .prepare(`
      SELECT
        form.slug, form.draft ->> '$.name' AS name, form.draft ->> '$.magnet' AS drafted,
        form_version.definition ->> '$.magnet' AS published
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      ORDER BY form.slug
      LIMIT 500`)
    .all<{ slug: string; name: string; drafted: string | null; published: string | null }>()
  return results.flatMap(({ slug, name, drafted, published }) =>
    [...new Set([published, drafted])].flatMap((magnet) =>
      magnet ? { magnet, slug, name, isPublished: magnet === published, isDrafted: magnet === drafted } : [],
    ),
  )
}

/** Whether any visitor was offered it after that moment: by a version that was replaced later, or never. */
export async function wasOfferedSince(db: D1Database, magnetId: string, since: string): Promise<boolean> {
  const row = await db
    .prepare(`
      SELECT 1
      FROM form_version AS shown
      LEFT JOIN form_version AS next ON next.form_id = shown.form_id AND next.version = shown.version + 1
      WHERE (next.published_at IS NULL OR next.published_at > ?2)
        AND shown.definition ->> '$.magnet' = ?1
      LIMIT 1`)
    .bind(magnetId, since)
    .first()
  return row !== null
}
