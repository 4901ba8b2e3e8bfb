// Writing down what was counted: for each form one row of its hour and one of its day, however much happened.
import { log, reasonOf } from '../lib/log.ts'
import { addTo, type Cells, within } from './cell.ts'
import type { Tally } from './count.ts'

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
  await db.batch([...summed(fitted, 'hour'), ...summed(fitted, 'day')].map((row) => adding(db, row)))
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

function summed(tallies: Tally[], grain: Row['grain']): Row[] {
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
    .bind(JSON.stringify(days.map(({ form, span }) => ({ form, span }))))
    .all<{ form_id: string; span: string; cells: string }>()
  return new Map(
    results.map(({ form_id, span, cells }) => [
      rowName(form_id, span),
      new Set(Object.keys(JSON.parse(cells) as Cells)),
    ]),
  )
}

function adding(db: D1Database, { grain, form, span, cells }: Row): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO counter (grain, form_id, span, cells)
      VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (grain, form_id, span) DO UPDATE SET
        cells = (
          SELECT json_group_object(key, n)
          FROM (
            SELECT key, sum(value) AS n
            FROM (
              SELECT key, value FROM json_each(counter.cells)
              UNION ALL
              SELECT key, value FROM json_each(excluded.cells)
            )
            GROUP BY key
          )
        )`)
    .bind(grain, form, span, JSON.stringify(cells))
}
