// Believable numbers to go with believable leads: as many submissions as there are leads, and the views and beginnings that would
// have brought them. The same leads give the same numbers.
import { keyOf } from '../worker/insight/cell.ts'
import type { Tally } from '../worker/insight/count.ts'
import { sourceOf } from '../worker/insight/source-name.ts'
import { store } from '../worker/insight/store.ts'

const dayMs = 86_400_000
const countries = ['FR', 'FR', 'FR', 'FR', 'FR', 'BE', 'CH', 'CA', 'FR', 'LU']
const devices = ['desktop', 'phone', 'desktop', 'phone', 'desktop', 'phone', 'tablet'] as const

type Row = { form: string; hour: string; page: string; referrer: string; utm: string | null; n: number; opened: number }

/** Counts what the leads of the last days would have left behind. */
export async function believableNumbers(db: D1Database, { now = Date.now(), days = 190 } = {}): Promise<void> {
  for (let from = now - days * dayMs; from < now; from += 10 * dayMs) {
    const { results } = await db
      .prepare(`
        SELECT
          form_id AS form,
          substr(created_at, 1, 13) AS hour,
          source ->> '$.page' AS page,
          source ->> '$.referrer' AS referrer,
          source ->> '$.campaign.utm_source' AS utm,
          count(*) AS n,
          count(*) FILTER (WHERE EXISTS (SELECT 1 FROM download WHERE submission_id = lead.id)) AS opened
        FROM lead
        WHERE seq >= ?1
          AND seq < ?2
          AND NOT held
        GROUP BY 1, 2, 3, 4, 5`)
      .bind(from * 1024, Math.min(now, from + 10 * dayMs) * 1024)
      .all<Row>()
    await store(db, results.flatMap(talliesOf))
  }
}

/** Of everybody who saw a form some ten times as many left, most of them before they began. */
function talliesOf({ form, hour, page, referrer, utm, n, opened }: Row, i: number): Tally[] {
  const source = sourceOf({ page, referrer, ...(utm && { campaign: { utm_source: utm } }) })
  const mix = (k: number) => (i * 2_654_435_761 + k * 40_503 + hour.charCodeAt(9) * 97 + hour.charCodeAt(12) * 31) >>> 7
  const tally: Tally = { form, hour, cells: {} }
  const add = (event: Parameters<typeof keyOf>[0]['event'], times: number) => {
    for (let k = 0; k < times; k++) {
      const [country = '-', device = '-'] = [countries[mix(k) % countries.length], devices[mix(k * 7) % devices.length]]
      const key = keyOf({ event, source, country, device })
      tally.cells[key] = (tally.cells[key] ?? 0) + 1
    }
  }
  add('view', n * (7 + (mix(1) % 9)))
  add('start', n * (1 + (mix(2) % 2)))
  add('submit', n)
  add('download', opened)
  return [tally]
}
