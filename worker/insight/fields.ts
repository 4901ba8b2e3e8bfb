// The questions of one form, and where people stopped: one row for each day is read.
import type { FieldsFilter, FieldsNumbers } from '../../contract/insight-fields.ts'
import { formVersion, publishedForm } from '../form/published.ts'
import { csvLine } from '../lead/csv.ts'
import { Problem } from '../lib/problem.ts'
import { readKey } from './cell.ts'
import { sumBy } from './numbers.ts'
import { formsOf, readTwice, startOfTwice } from './read.ts'
import { fieldsOf, type MarkSum } from './stops.ts'

/** Throws `form_unknown`, also of one that was never published, and `invalid`. */
export async function readFields(db: D1Database, filter: FieldsFilter): Promise<FieldsNumbers> {
  const { version, ...only } = filter
  const [form, forms] = await Promise.all([shownForm(db, filter), formsOf(db, filter)])
  if (!form) throw new Problem('form_unknown')
  const variant = version === undefined ? undefined : String(version)
  const [all, marks] = await Promise.all([readTwice(db, filter, forms), readMarks(db, form.id, filter)])
  const sums = variant ? all.filter(({ key }) => readKey(key).variant === variant) : all
  const byPart = sumBy(sums, 'part', only)
  const begun = (part: string) => ({ began: byPart.get(part)?.starts ?? 0, sent: byPart.get(part)?.submissions ?? 0 })
  return fieldsOf(form, begun('within'), begun('before'), marks, { ...only, variant })
}

const shownForm = (db: D1Database, { form, version }: FieldsFilter) =>
  version === undefined ? publishedForm(db, form) : formVersion(db, form, version)

/** ?1 form, from ?2 to ?3, split at ?4. */
export const marksSql = `
  SELECT
    CASE WHEN day < ?4 THEN 'before' ELSE 'within' END AS part,
    cell.key AS key,
    sum(cell.value) AS n
  FROM field_counter
  CROSS JOIN json_each(field_counter.cells) AS cell
  WHERE form_id = ?1
    AND day >= ?2
    AND day <= ?3
  GROUP BY 1, 2`

async function readMarks(db: D1Database, form: string, filter: FieldsFilter): Promise<MarkSum[]> {
  const { from, to } = filter
  const { results } = await db.prepare(marksSql).bind(form, startOfTwice(filter), to, from).all<MarkSum>()
  return results
}

/** The same as lines for a spreadsheet. */
export function fieldsAsCsv({ form, steps }: FieldsNumbers): string {
  const lines = steps.flatMap(({ place, fields }) =>
    fields.map(({ key, label, required, reached, left, errors }) => {
      const times = errors.reduce((sum, one) => sum + one.times, 0)
      const codes = errors.map((one) => `${one.code}: ${one.times}`)
      return csvLine([place, key, label[form.language], required, reached, left, times, codes], ',')
    }),
  )
  const names = ['step', 'question', 'label', 'required', 'reached', 'stopped_here', 'errors', 'errors_by_kind']
  return [csvLine(names, ','), ...lines].join('')
}
