// Forms in a few words, for whoever speaks of many of them: what each is called, asks for and gives, and whether it is on the air.
export type FormBrief = {
  id: string
  slug: string
  name: string
  /** The one visitors see; `null` until published. */
  version: number | null
  isArchived: boolean
  /** Changed since it was published. */
  isChanged: boolean
  asksConfirmation: boolean
  /** What kind of thing it gives, as published. */
  gives: string | null
}

type Row = Omit<FormBrief, 'isArchived' | 'isChanged' | 'asksConfirmation'> & {
  archived_at: string | null
  changed: number
  confirm: string | null
}

/** Every form, by name; of one site, or the one with this slug. */
export async function formBriefs(db: D1Database, slug?: string, site?: string): Promise<FormBrief[]> {
  const { results } = await db
    .prepare(`
      SELECT id, slug, form.version, archived_at,
        draft ->> '$.name' AS name,
        coalesce(draft_at > published_at, 0) AS changed,
        coalesce(definition, draft) ->> '$.delivery.confirm' AS confirm,
        definition ->> '$.offer.kind' AS gives
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      WHERE (?1 IS NULL OR slug = ?1)
        AND (?2 IS NULL OR site_id = ?2)
      ORDER BY slug
      LIMIT 500`)
    .bind(slug ?? null, site ?? null)
    .all<Row>()
  return results.map(({ archived_at, changed, confirm, ...row }) => ({
    ...row,
    isArchived: archived_at !== null,
    isChanged: changed === 1,
    asksConfirmation: (confirm ?? 'off') !== 'off',
  }))
}
