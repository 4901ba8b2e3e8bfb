// Believable numbers to go with believable leads: as many submissions as there are leads, and the views and beginnings that would
// have brought them. The same leads give the same numbers.
import { keyOf } from '../worker/insight/cell.ts'
import type { Tally } from '../worker/insight/count.ts'
import { markKey } from '../worker/insight/mark.ts'
import { sourceOf } from '../worker/insight/source-name.ts'
import { store } from '../worker/insight/store.ts'

const dayMs = 86_400_000
const countries = ['FR', 'FR', 'FR', 'FR', 'FR', 'BE', 'CH', 'CA', 'FR', 'LU']
const devices = ['desktop', 'phone', 'desktop', 'phone', 'desktop', 'phone', 'tablet'] as const

/** Question → of how many who stop it is the last one touched: far along, and where a number or a free answer is wanted, more do. */
type Asked = {
  keys: [key: string, weight: number][]
  wrong: [key: string, code: 'required' | 'bad_email' | 'bad_phone'][]
}

type Row = { form: string; hour: string; page: string; referrer: string; utm: string | null; n: number; opened: number }

/** Counts what the leads of the last days would have left behind. */
export async function believableNumbers(db: D1Database, { now = Date.now(), days = 190 } = {}): Promise<void> {
  const asked = await questionsOf(db)
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
    await store(
      db,
      results.flatMap((row, i) => talliesOf(row, i, asked.get(row.form))),
    )
  }
}

async function questionsOf(db: D1Database): Promise<Map<string, Asked>> {
  const { results } = await db
    .prepare(`
      SELECT form.id, field.value ->> '$.key' AS key, field.value ->> '$.kind' AS kind, field.value ->> '$.required' AS required
      FROM form
      JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      CROSS JOIN json_each(form_version.definition, '$.steps') AS step
      CROSS JOIN json_each(step.value, '$.fields') AS field
      LIMIT 2000`)
    .all<{ id: string; key: string; kind: string; required: number }>()
  const forms = new Map<string, Asked>()
  for (const { id, key, kind, required } of results) {
    if (kind === 'hidden') continue
    const asked = forms.get(id) ?? { keys: [], wrong: [] }
    asked.keys.push([key, kind === 'phone' || kind === 'long_text' ? 5 : required ? 2 : 1])
    if (required) asked.wrong.push([key, 'required'])
    if (kind === 'email' || kind === 'phone') asked.wrong.push([key, `bad_${kind}`])
    forms.set(id, asked)
  }
  return forms
}

/** Of everybody who saw a form some ten times as many left, most of them before they began. */
function talliesOf(
  { form, hour, page, referrer, utm, n, opened }: Row,
  i: number,
  { keys, wrong }: Asked = { keys: [], wrong: [] },
): Tally[] {
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
  const begun = n * (1 + (mix(2) % 2))
  add('start', begun)
  add('submit', n)
  add('download', opened)
  const marks: Record<string, number> = {}
  const last = keys.flatMap(([key, weight]) => Array.from({ length: weight }, () => key))
  const mark = (
    what: 'left' | 'wrong',
    k: number,
    field: string | undefined,
    code: '-' | Asked['wrong'][number][1],
  ) => {
    if (!field) return
    const key = markKey({ what, field, code, source, device: devices[mix(k * 7) % devices.length] ?? '-' })
    marks[key] = (marks[key] ?? 0) + 1
  }
  // One in ten goes without a word.
  for (let k = 0; k < begun - n; k++) if (mix(k * 3) % 10) mark('left', k, last[mix(k * 5 + 1) % last.length], '-')
  for (let k = 0; k < n; k++) {
    const [field, code] = wrong[mix(k * 11) % wrong.length] ?? []
    if (code && mix(k * 13) % 6 === 0) mark('wrong', k, field, code)
  }
  return [{ ...tally, marks }]
}
