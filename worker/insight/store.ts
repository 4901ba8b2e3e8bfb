// Writing down what was counted: for each form one row of its hour and one of its day, however much happened; and where anybody
// stopped at a question, or was told that something was wrong there, one more of the day.
import { log, reasonOf } from '../lib/log.ts'
import { addTo, type Cells, within } from './cell.ts'
import type { Tally } from './count.ts'
import { withinMarks } from './mark.ts'

type Row = Pick<Tally, 'form' | 'cells'> & { grain: 'hour' | 'day'; span: string }

/** Adds the tallies to what was counted before, in one transaction. */
export async function store(db: D1Database, tallies: Tally[]): Promise<void> {
  if (!tallies.length) return
  const known = await knownCells(db, summed(tallies, 'day'))
  const fitted = tallies.map((tally) => {
    const name = rowName(tally.form, tally.hour.slice(0, 10))
    const keys = known.get(name) ?? new Set()
    const cells = within(keys, tally.cells)
    known.set(name, new Set([...keys, ...Object.keys(cells)]))
    return { ...tally, cells }
  })
  const rows = [...summed(fitted, 'hour'), ...summed(fitted, 'day')].filter(({ cells }) => Object.keys(cells).length)
  const statements = [...rows.map((row) => adding(db, row)), ...(await addingMarks(db, tallies))]
  if (statements.length) await db.batch(statements)
}

async function addingMarks(db: D1Database, tallies: Tally[]): Promise<D1PreparedStatement[]> {
  const marked = tallies.flatMap(({ form, hour, marks }) => (marks ? [{ form, hour, cells: marks }] : []))
  if (!marked.length) return []
  const days = summed(marked, 'day')
  const known = await knownMarks(db, days)
  return days.map(({ form, span, cells }) =>
    db
      .prepare(`
        INSERT INTO field_counter (form_id, day, cells)
        VALUES (?1, ?2, ?3)
        ON CONFLICT (form_id, day) DO UPDATE SET cells = ${added('field_counter')}`)
      .bind(form, span, JSON.stringify(withinMarks(known.get(rowName(form, span)) ?? [], cells))),
  )
}

/** What waited in the queue, all of it at once. */
export async function storeTallies(batch: MessageBatch<Tally>, db: D1Database): Promise<void> {
  try {
    await store(
      db,
      batch.messages.map(({ body }) => body),
    )
    batch.ackAll()
  } catch (error) {
    log.error('insight.waiting', { reason: reasonOf(error) })
    batch.retryAll({ delaySeconds: 30 })
  }
}

const rowName = (form: string, span: string) => `${form} ${span}`

function summed(tallies: Pick<Tally, 'form' | 'hour' | 'cells'>[], grain: Row['grain']): Row[] {
  const rows = new Map<string, Row>()
  for (const { form, hour, cells } of tallies) {
    const span = grain === 'hour' ? hour : hour.slice(0, 10)
    const row: Row = rows.get(rowName(form, span)) ?? { grain, form, span, cells: {} }
    addTo(row.cells, cells)
    rows.set(rowName(form, span), row)
  }
  return [...rows.values()]
}

async function knownCells(db: D1Database, days: Row[]): Promise<Map<string, Set<string>>> {
  const { results } = await db
    .prepare(`
      SELECT form_id, span, cells
      FROM json_each(?1) AS asked
      CROSS JOIN counter ON grain = 'day'
        AND form_id = asked.value ->> 'form'
        AND span = asked.value ->> 'span'`)
    .bind(spansOf(days))
    .all<Known>()
  return keysIn(results)
}

async function knownMarks(db: D1Database, days: Row[]): Promise<Map<string, Set<string>>> {
  const { results } = await db
    .prepare(`
      SELECT form_id, day AS span, cells
      FROM json_each(?1) AS asked
      CROSS JOIN field_counter ON form_id = asked.value ->> 'form'
        AND day = asked.value ->> 'span'`)
    .bind(spansOf(days))
    .all<Known>()
  return keysIn(results)
}

type Known = { form_id: string; span: string; cells: string }

const spansOf = (rows: Row[]) => JSON.stringify(rows.map(({ form, span }) => ({ form, span })))

const keysIn = (rows: Known[]) =>
  new Map(
    rows.map(({ form_id, span, cells }) => [rowName(form_id, span), new Set(Object.keys(JSON.parse(cells) as Cells))]),
  )

function adding(db: D1Database, { grain, form, span, cells }: Row): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO counter (grain, form_id, span, cells)
      VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (grain, form_id, span) DO UPDATE SET cells = ${added('counter')}`)
    .bind(grain, form, span, JSON.stringify(cells))
}

/** What is there and what comes, cell by cell. */
const added = (table: 'counter' | 'field_counter') => `(
          SELECT json_group_object(key, n)
          FROM (
            SELECT key, sum(value) AS n
            FROM (
              SELECT key, value FROM json_each(${table}.cells)
              UNION ALL
              SELECT key, value FROM json_each(excluded.cells)
            )
            GROUP BY key
          )
        )`
