// Whether a site has leads at all.

export async function hasLeads(db: D1Database, siteId: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM lead WHERE site_id = ?1 LIMIT 1').bind(siteId).first()) !== null
}
