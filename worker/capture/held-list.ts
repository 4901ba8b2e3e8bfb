// The held submissions, to be looked through: the newest first, each with why and with what was answered. Any page costs what a page
// costs, however many there are.
import type { Answers } from '../../contract/field.ts'
import type { FormDefinition } from '../../contract/form.ts'
import type { HeldCount, HeldPage } from '../../contract/held.ts'
import { heldCountMost, holdReasons } from '../../contract/held-names.ts'
import type { Source } from '../../contract/submission.ts'
import { mailboxKind } from './mailbox-kind.ts'

type Row = {
  id: string
  at: string
  held: string
  held_also: string | null
  form_id: string
  version: number
  language: string
  answers: string
  source: string
  slug: string
  name: string
  lead_id: string
  email: string
  full_name: string | null
  /** How many of the lead's submissions are kept, two at most. */
  kept: number
}
type Asked = { reason?: string; after?: string; limit: number }

export async function listHeld(db: D1Database, { reason, after = '~', limit }: Asked): Promise<HeldPage> {
  const { results } = await db
    .prepare(`
      SELECT
        submission.id, submission.at, submission.held, submission.held_also, submission.form_id, submission.version,
        submission.language, submission.answers, submission.source,
        form.slug, form.draft ->> 'name' AS name,
        lead.id AS lead_id, lead.email, lead.full_name,
        (SELECT count(*) FROM (
          SELECT 1 FROM timeline WHERE lead_id = submission.lead_id AND kind = 'submitted' LIMIT 2
        )) AS kept
      FROM submission
      CROSS JOIN form ON form.id = submission.form_id
      CROSS JOIN lead ON lead.id = submission.lead_id
      WHERE submission.held IS NOT NULL
        ${reason ? 'AND submission.held = ?3' : ''}
        AND submission.id < ?1
      ORDER BY submission.id DESC
      LIMIT ?2`)
    .bind(after, limit + 1, ...(reason ? [reason] : []))
    .all<Row>()
  const rows = results.slice(0, limit)
  const labels = await labelsOf(db, rows)
  const mailboxes = await Promise.all(rows.map(({ email }) => mailboxKind(email)))
  return {
    submissions: rows.map((row, i) => ({
      id: row.id,
      at: row.at,
      reasons: [row.held, ...(JSON.parse(row.held_also ?? '[]') as string[])],
      form: { slug: row.slug, name: row.name },
      lead: { id: row.lead_id, email: row.email, fullName: row.full_name, isOnly: row.kept < 2 },
      mailbox: mailboxes[i]!,
      answers: answered(JSON.parse(row.answers), labels(row)),
      page: (JSON.parse(row.source) as Source).page ?? null,
    })),
    next: results.length > limit ? rows.at(-1)!.id : null,
  }
}

type Label = { key: string; label: string }

/** In the order asked, the address left out: it names the row. */
const answered = (answers: Answers, labels: Label[]) =>
  labels.flatMap(({ key, label }) => (answers[key] === undefined ? [] : [{ key, label, value: answers[key] }]))

/** What the questions of the versions they were sent with were called, read once for each. */
async function labelsOf(db: D1Database, rows: Row[]): Promise<(row: Row) => Label[]> {
  const nameOf = ({ form_id, version }: Pick<Row, 'form_id' | 'version'>) => `${form_id} ${version}`
  const wanted = new Map(rows.map((row) => [nameOf(row), [row.form_id, row.version]]))
  const { results } = await db
    .prepare(`
      SELECT form_version.form_id, form_version.version, form_version.definition
      FROM json_each(?1) AS wanted
      CROSS JOIN form_version
        ON form_version.form_id = wanted.value ->> 0
        AND form_version.version = CAST(wanted.value ->> 1 AS INTEGER)`)
    .bind(JSON.stringify([...wanted.values()]))
    .all<{ form_id: string; version: number; definition: string }>()
  const versions = new Map(results.map((row) => [nameOf(row), JSON.parse(row.definition) as FormDefinition]))
  return (row) => {
    const form = versions.get(nameOf(row))
    if (!form) return []
    return form.steps
      .flatMap(({ fields }) => fields)
      .filter(({ kind }) => kind !== 'email')
      .map(({ key, label }) => ({ key, label: label[row.language] ?? label[form.defaultLanguage] ?? key }))
  }
}

/** How many for each weightiest reason that there is any of, in the order of the list of reasons; each counted to `most`. */
export async function countHeld(db: D1Database, most = heldCountMost): Promise<HeldCount> {
  const { results } = await db
    .prepare(`
      SELECT
        asked.value AS reason,
        (SELECT count(*) FROM (SELECT 1 FROM submission WHERE held = asked.value LIMIT ?2)) AS count
      FROM json_each(?1) AS asked`)
    .bind(JSON.stringify(holdReasons), most)
    .all<{ reason: string; count: number }>()
  return { reasons: results.filter(({ count }) => count > 0) }
}
