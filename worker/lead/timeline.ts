// The history of a lead, newest first, a page at a time: what several tables know of it, in one order.
import type { Answers, Field } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { type TimelineEntry, type TimelineKind, type TimelinePage, timelineEntry } from '../../contract/timeline.ts'
import { readAll } from '../lib/db.ts'
import { Problem } from '../lib/problem.ts'
import type { lead, submission } from '../schema/lead.ts'
import { family } from './family.ts'
import { differences, leadColumns } from './properties.ts'

type LeadRow = typeof lead.$inferSelect
type SubmissionRow = Pick<typeof submission.$inferSelect, 'id' | 'answers' | 'held'> & { definition: string | null }
type Row = { kind: TimelineKind; id: string; via: string | null; detail: string; at: string }

// Anybody can type the same address a thousand times; of each kind the newest are looked at.
const mostOfEach = 2_000
const mostSent = 200

const sent = `
  SELECT lead_id, ref AS id
  FROM timeline
  WHERE lead_id IN (SELECT id FROM family)
    AND kind = 'submitted'
  ORDER BY timeline.id DESC
  LIMIT ${mostSent}`

// D1 joins at most five SELECTs; those of a subquery count by themselves.
const ofTheTeam = `
  SELECT * FROM (
    SELECT kind, id, lead_id, iif(ref IS NULL, detail, json_set(detail, '$.submission', ref)) AS detail, at
    FROM timeline
    WHERE lead_id IN (SELECT id FROM family)
    ORDER BY id DESC
    LIMIT ${mostOfEach}
  )
  UNION ALL
  SELECT * FROM (
    SELECT
      'note', id, lead_id,
      json_object(
        'channel', channel, 'isExchange', json(iif(is_exchange, 'true', 'false')), 'text', text, 'questions', json(questions),
        'concerns', json(concerns), 'by', by, 'author', author, 'editedAt', edited_at
      ),
      at
    FROM note
    WHERE lead_id IN (SELECT id FROM family)
    ORDER BY id DESC
    LIMIT ${mostOfEach}
  )
  UNION ALL
  SELECT 'followed_up', id, lead_id, json_object('what', what, 'dueOn', due_on, 'by', done_by), done_at
  FROM follow_up
  WHERE lead_id IN (SELECT id FROM family)
    AND done_at IS NOT NULL`
const ofThePerson = `
  SELECT
    'downloaded', download.submission_id || '.' || download.magnet_id, sent.lead_id,
    json_object('magnet', magnet.name, 'count', download.count, 'lastAt', download.last_at), download.first_at
  FROM sent
  CROSS JOIN download ON download.submission_id = sent.id
  JOIN magnet ON magnet.id = download.magnet_id
  UNION ALL
  SELECT
    'given', claim.submission_id || '.given', claim.lead_id,
    json_object('magnet', magnet.name, 'endsAt', claim.ends_at), claim.given_at
  FROM claim
  JOIN magnet ON magnet.id = claim.magnet_id
  WHERE claim.lead_id IN (SELECT id FROM family)
    AND claim.given_at IS NOT NULL
  UNION ALL
  -- Outbox ids begin with their submission's; '/' is the character after '.'.
  SELECT
    'mailed', outbox.id, outbox.lead_id,
    json_object('template', coalesce(outbox.payload ->> 'template', ''), 'delivery', outbox.id), outbox.sent_at
  FROM sent
  CROSS JOIN outbox ON outbox.id > sent.id || '.' AND outbox.id < sent.id || '/'
  WHERE outbox.lead_id IS NOT NULL
    AND outbox.kind = 'mail'
    AND outbox.sent_at IS NOT NULL
  UNION ALL
  -- What was ticked in a form stands with it, as what was confirmed does.
  SELECT * FROM (
    SELECT
      'consent', CAST(seq AS TEXT), lead_id,
      json_object('purpose', purpose, 'basis', basis, 'state', state, 'method', method), at
    FROM consent_event
    WHERE lead_id IN (SELECT id FROM family)
      AND method NOT IN ('form', 'confirm_page')
    ORDER BY seq DESC
    LIMIT ${mostOfEach}
  )`

/** Every entry as (kind, id, lead_id, detail, at); needs `family` and `sent`. */
const everything = `SELECT * FROM (${ofTheTeam}) UNION ALL SELECT * FROM (${ofThePerson})`

type Asked = { kinds?: readonly TimelineKind[]; limit: number; after?: string }

/** Throws `not_found`, or `invalid` for a cursor we did not hand out. */
export async function readTimeline(
  db: D1Database,
  id: string,
  { kinds = [], limit, after }: Asked,
): Promise<TimelinePage> {
  const [at, entry] = after === undefined ? ['~', ''] : fromCursor(after)
  const [leads, rows] = await readAll<[LeadRow, Row]>(db, [
    db.prepare('SELECT * FROM lead WHERE id = (SELECT coalesce(merged_into, id) FROM lead WHERE id = ?1)').bind(id),
    db
      .prepare(`
        WITH
          family AS (${family}),
          sent AS (${sent}),
          everything (kind, id, lead_id, detail, at) AS (${everything})
        SELECT
          everything.kind, everything.id, everything.detail, everything.at,
          iif(lead.merged_into IS NULL, NULL, lead.email) AS via
        FROM everything
        JOIN lead ON lead.id = everything.lead_id
        WHERE (everything.at, everything.id) < (?2, ?3)
          AND (?4 = '[]' OR everything.kind IN (SELECT value FROM json_each(?4)))
        ORDER BY everything.at DESC, everything.id DESC
        LIMIT ?5`)
      .bind(id, at, entry, JSON.stringify(kinds), limit + 1),
  ])
  const [row] = leads
  if (!row) throw new Problem('not_found')
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const submitted = await submissionsOf(
    db,
    shown.flatMap(({ kind, id }) => (kind === 'submitted' ? [id] : [])),
    row,
  )
  return {
    entries: shown.map(({ detail, ...entry }) =>
      timelineEntry.parse({ ...entry, detail: submitted.get(entry.id) ?? JSON.parse(detail) }),
    ),
    next: last ? `${last.at} ${last.id}` : null,
  }
}

function fromCursor(cursor: string): [string, string] {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z) ([\w.:-]{1,120})$/.exec(cursor) ?? []
  if (!at || !id) throw new Problem('invalid', { fields: { after: 'wrong_format' } })
  return [at, id]
}

type Submitted = (TimelineEntry & { kind: 'submitted' })['detail']

/** What each of these submissions was, and where it says otherwise than the lead does. */
async function submissionsOf(db: D1Database, ids: string[], row: LeadRow): Promise<Map<string, Submitted>> {
  if (!ids.length) return new Map()
  const { results } = await db
    .prepare(`
      SELECT submission.id, submission.answers, submission.held, form_version.definition
      FROM submission
      LEFT JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version
      WHERE submission.id IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify(ids))
    .all<SubmissionRow>()
  const kept = {
    properties: Object.fromEntries(
      leadColumns.flatMap((column) => (row[column] === null ? [] : [[column, row[column]]])),
    ),
    extra: JSON.parse(row.answers) as Answers,
  }
  return new Map(
    results.map(({ id, answers, held, definition }) => {
      const form: PublishedForm | undefined = definition ? JSON.parse(definition) : undefined
      const fields: Field[] = form?.steps.flatMap((step) => step.fields) ?? []
      return [
        id,
        {
          submission: id,
          form: form?.name ?? '',
          held,
          differs: differences(fields, JSON.parse(answers ?? '{}'), kept),
        },
      ]
    }),
  )
}
