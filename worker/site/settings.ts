// A site: who answers for the data its forms collect, and which pages may show them.
import type { Controller, Handling } from '../../contract/consent.ts'
import type { Theme } from '../../contract/form.ts'
import type { SiteChange, SiteMail, SiteNotices } from '../../contract/site.ts'

export type Site = {
  id: string
  name: string
  /** Absent until somebody has said who answers for the data; nothing can be published before. */
  controller?: Controller
  /** Origins whose pages may show the forms. Empty: any. */
  origins: string[]
  /** After the last contact coming from the person. */
  retentionDays?: number
  /** What the controller declares about the data. */
  handling?: Handling
  /** How its mail introduces itself. */
  mail?: SiteMail
  notices?: Notices
  /** How its forms look where they do not say otherwise. */
  look?: Theme
}

/** `origin`: where this Aimant lives, as the request that settled it saw it. */
export type Notices = SiteNotices & { origin?: string }

type Row = {
  id: string
  name: string
  controller: string | null
  origins: string
  retention_days: number
  handling: string | null
  mail: string | null
  look: string | null
  notices: string | null
}

/** A site with all it has settled. */
export type Settled = Site & Required<Pick<Site, 'retentionDays' | 'handling' | 'mail' | 'look' | 'notices'>>

const columns = 'id, name, controller, origins, retention_days, handling, mail, look, notices'

export async function siteOf(db: D1Database, id: string): Promise<Settled | undefined> {
  const row = await db.prepare(`SELECT ${columns} FROM site WHERE id = ?1`).bind(id).first<Row>()
  return row ? settled(row) : undefined
}

/** Every site; nobody has as many as 100. */
export async function listSites(db: D1Database): Promise<Settled[]> {
  const { results } = await db.prepare(`SELECT ${columns} FROM site ORDER BY id LIMIT 100`).all<Row>()
  return results.map(settled)
}

const settled = (row: Row): Settled => ({
  id: row.id,
  name: row.name,
  controller: row.controller ? (JSON.parse(row.controller) as Controller) : undefined,
  origins: JSON.parse(row.origins),
  retentionDays: row.retention_days,
  handling: row.handling ? JSON.parse(row.handling) : undeclared,
  mail: row.mail ? JSON.parse(row.mail) : {},
  look: row.look ? JSON.parse(row.look) : { mode: 'auto' },
  notices: row.notices ? JSON.parse(row.notices) : { how: 'each' },
})

const undeclared: Handling = { storage: [], recipients: [] }

/** Makes the site or replaces its settings. What is published already keeps the identity it was published under. */
export async function saveSite(
  db: D1Database,
  site: Site,
  now: string,
  also: D1PreparedStatement[] = [],
): Promise<void> {
  await db.batch([
    insertion(
      db,
      site,
      now,
      `DO UPDATE SET
        name = excluded.name,
        controller = excluded.controller,
        origins = excluded.origins,
        updated_at = excluded.updated_at,
        retention_days = coalesce(?6, site.retention_days),
        handling = coalesce(excluded.handling, site.handling),
        mail = coalesce(excluded.mail, site.mail),
        look = coalesce(excluded.look, site.look),
        notices = coalesce(excluded.notices, site.notices)`,
    ),
    ...also,
  ])
}

/** Changes only what is named, in one statement. */
export async function changeSite(
  db: D1Database,
  id: string,
  {
    name,
    controller,
    origins,
    retentionDays,
    handling,
    mail,
    look,
    notices,
  }: Omit<SiteChange, 'notices'> & { notices?: Notices },
  now: string,
  also: D1PreparedStatement[],
): Promise<void> {
  const json = (value: unknown) => (value ? JSON.stringify(value) : null)
  const change = db
    .prepare(`
      UPDATE site
      SET
        name = coalesce(?2, name),
        controller = iif(?3, ?4, controller),
        origins = coalesce(?5, origins),
        retention_days = coalesce(?6, retention_days),
        handling = coalesce(?7, handling),
        mail = coalesce(?8, mail),
        look = coalesce(?9, look),
        notices = coalesce(?11, notices),
        updated_at = ?10
      WHERE id = ?1`)
    .bind(
      id,
      name ?? null,
      controller === undefined ? 0 : 1,
      json(controller),
      json(origins),
      retentionDays ?? null,
      json(handling),
      json(mail),
      json(look),
      now,
      json(notices),
    )
  await db.batch([change, ...also])
}

/** Makes a site, unless there is one of that name already: then gives `false`. */
export async function makeSite(db: D1Database, site: Site, now: string): Promise<boolean> {
  const { meta } = await insertion(db, site, now, 'DO NOTHING').run()
  return meta.changes > 0
}

const insertion = (db: D1Database, site: Site, now: string, ifThere: string): D1PreparedStatement =>
  db
    .prepare(`
      INSERT INTO site (id, name, controller, origins, created_at, updated_at, retention_days, handling, mail, look, notices)
      VALUES (?1, ?2, ?3, ?4, ?5, ?5, coalesce(?6, 1095), ?7, ?8, ?9, ?10)
      ON CONFLICT (id) ${ifThere}`)
    .bind(
      site.id,
      site.name,
      site.controller ? JSON.stringify(site.controller) : null,
      JSON.stringify(site.origins),
      now,
      site.retentionDays ?? null,
      site.handling ? JSON.stringify(site.handling) : null,
      site.mail ? JSON.stringify(site.mail) : null,
      site.look ? JSON.stringify(site.look) : null,
      site.notices ? JSON.stringify(site.notices) : null,
    )

/** SQL: whether the team of `site` is told of every lead as it comes. */
export const isToldOfEach = (site: string) =>
  `coalesce((SELECT notices ->> 'how' FROM site WHERE id = ${site}), 'each') = 'each'`

/** Deletes a site nothing belongs to; gives `false` where something does. */
export async function deleteSite(db: D1Database, id: string, also: D1PreparedStatement[]): Promise<boolean> {
  try {
    await db.batch([db.prepare('DELETE FROM site WHERE id = ?1').bind(id), ...also])
    return true
  } catch (error) {
    // Forms and magnets refer to their site.
    if (error instanceof Error && /FOREIGN KEY constraint failed/.test(error.message)) return false
    throw error
  }
}

/** The statement that makes the site every Aimant starts with, for its owner to name; harmless when there is any. */
export const firstSite = (now: number) => ({
  sql: `
    INSERT INTO site (id, name, created_at, updated_at)
    SELECT ?1, ?2, ?3, ?3
    WHERE NOT EXISTS (SELECT 1 FROM site)`,
  params: ['main', 'Site', new Date(now).toISOString()],
})
