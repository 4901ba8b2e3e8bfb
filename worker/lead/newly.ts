// Who came lately, in numbers: by the order of arrival, which is the primary key.
import { readAll } from '../lib/db.ts'
import { seqAt } from './keys.ts'

/** Leads looked at. More than that in a day is told as so many. */
const most = 50_000
const mostForms = 100

export type Newly = { leads: [form: string, count: number][]; held: number }

/** Leads of a site that came between two moments: by form, those with most first, and how many of them are held. Imports are no arrivals. */
export async function countNewly(db: D1Database, site: string, fromMs: number, toMs: number): Promise<Newly> {
  const arrived = `
    FROM (SELECT site_id, form_id, held FROM lead WHERE seq >= ?2 AND seq < ?3 ORDER BY seq LIMIT ${most}) AS lead
    JOIN form ON form.id = lead.form_id
    WHERE lead.site_id = ?1
      AND form.version IS NOT NULL`
  const bound = (sql: string) => db.prepare(sql).bind(site, seqAt(fromMs), seqAt(toMs))
  const [forms, [{ held } = { held: 0 }]] = await readAll<[{ name: string; leads: number }, { held: number }]>(db, [
    bound(`
      SELECT form.draft ->> '$.name' AS name, count(*) AS leads
      ${arrived}
        AND lead.held = 0
      GROUP BY form.id
      ORDER BY leads DESC, name
      LIMIT ${mostForms}`),
    bound(`SELECT count(*) AS held ${arrived} AND lead.held = 1`),
  ])
  return { leads: forms.map(({ name, leads }) => [name, leads]), held }
}
