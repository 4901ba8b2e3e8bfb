// Any number of leads made by one statement: for promises about how little a page or an export costs.
import { env } from 'cloudflare:workers'
import type { PublishedForm } from '../../contract/form.ts'

let domains = 0

/**
 * Adds `count` leads of a form, a second apart and ending at `last` (ms since 1970), every `heldEvery`-th held.
 * Gives the address of the i-th, the newest being number 0.
 */
export async function manyLeads(
  form: PublishedForm,
  count: number,
  last: number,
  heldEvery = 0,
): Promise<(i: number) => string> {
  const domain = `many-${++domains}.example`
  const consents = JSON.stringify(
    Object.fromEntries(
      form.consents.map(({ purpose, basis }) => [
        purpose,
        { basis, state: 'given', at: new Date(last).toISOString(), noticeId: form.notices[form.defaultLanguage] },
      ]),
    ),
  )
  await env.DB.prepare(`
    WITH RECURSIVE n (i) AS (
      SELECT 0
      UNION ALL
      SELECT i + 1 FROM n WHERE i + 1 < ?2
    )
    INSERT INTO lead (seq, id, site_id, email, email_key, full_name, company, language, form_id, forms, answers, consents, source, held, created_at, last_contact_at)
    SELECT
      (?1 - i * 1000) * 1024,
      format('%08x-0000-7000-8000-%04x%08x', ?1 / 1000 - i, ?8, i),
      ?3,
      i || '@' || ?7, i || '@' || ?7,
      'Camille Martin', 'Atelier ' || i, 'fr',
      ?4, 'f' || replace(?4, '-', ''),
      json_object('size', i % 50), ?5, '{"campaign":{"utm_source":"lettre"}}',
      ?6 > 0 AND i % max(?6, 1) = 0,
      strftime('%Y-%m-%dT%H:%M:%fZ', ?1 / 1000 - i, 'unixepoch'),
      strftime('%Y-%m-%dT%H:%M:%fZ', ?1 / 1000 - i, 'unixepoch')
    FROM n`)
    .bind(last, count, form.site, form.id, consents, heldEvery, domain, domains)
    .run()
  return (i) => `${i}@${domain}`
}

/** The database, and what was asked of it: its statements, and what `all()` read for them. */
export function watched() {
  const seen = { sql: [] as string[], roundTrips: 0, rowsRead: 0 }
  const statement = (target: D1PreparedStatement): D1PreparedStatement =>
    spiedOn(target, {
      bind: (...values: unknown[]) => statement(target.bind(...values)),
      all: async () => {
        seen.roundTrips++
        const answer = await target.all()
        seen.rowsRead += answer.meta.rows_read
        return answer
      },
    })
  const db = spiedOn(env.DB, {
    prepare(sql: string) {
      seen.sql.push(sql)
      return statement(env.DB.prepare(sql))
    },
  })
  return { db, seen }
}

const spiedOn = <T extends object>(target: T, spies: Record<string, unknown>): T =>
  new Proxy(target, {
    get(_, name) {
      if (typeof name === 'string' && name in spies) return spies[name]
      const member = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })

/** What SQLite would read through or sort as a whole to answer a statement: nothing, where keys lead the way. */
export async function wholeReads(sql: string): Promise<string[]> {
  const binds = Array.from(sql.matchAll(/\?(\d+)/g), ([, n]) => Number(n))
  const values = Array.from({ length: Math.max(0, ...binds) }, () => '1')
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...values)
    .all<{ detail: string }>()
  const plan = results.map(({ detail }) => detail)
  const isOwnSubquery = (table: string) =>
    plan.some((line) => line === `CO-ROUTINE ${table}` || line === `MATERIALIZE ${table}`)
  return plan.filter((line) => {
    const [, table] = /^SCAN (\w+)/.exec(line) ?? []
    return (
      line.startsWith('USE TEMP B-TREE') ||
      (table !== undefined && !line.includes('VIRTUAL TABLE') && !isOwnSubquery(table))
    )
  })
}
