// A lead as it leaves in an export, and the small tables needed to say it in words: forms, purposes, wordings.
import type { Answers } from '../../contract/field.ts'
import type { ConsentStanding, LeadDetail } from '../../contract/lead.ts'
import type { Source } from '../../contract/submission.ts'
import { type Temperature, temperatureOf } from '../../contract/temperature.ts'
import { type NoticeSnapshot, wordingOf } from '../consent/notice.ts'
import { triedAs } from '../form/variants-sql.ts'
import { readAll } from '../lib/db.ts'
import { claimsOf } from '../magnet/claim.ts'
import type { lead } from '../schema/lead.ts'
import { standings } from './list.ts'
import { extraKeys } from './properties.ts'

export const exportedColumns = [
  'seq',
  'id',
  'email',
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
  'language',
  'form_id',
  'answers',
  'consents',
  'source',
  'stage',
  'held',
  'submissions',
  'created_at',
  'last_contact_at',
  'confirmed_at',
  'tags',
  'assigned_to',
  'quality',
  'qualification',
  'qualified',
  'persona',
  'interest_at',
  'exchanged_at',
] as const

type Rare = Pick<Vocabulary, 'hasClaims' | 'hasFollowUps' | 'hasVariants'>

/** The same with codes, trials, follow-ups and variants, where there ever was one: an export without them reads nothing for them. */
export const columnsRead = ({ hasClaims, hasFollowUps, hasVariants }: Rare): string =>
  [
    ...exportedColumns.map((name) => `lead.${name}`),
    ...(hasClaims ? [claims] : []),
    ...(hasFollowUps ? [followUp] : []),
    ...(hasVariants ? [variant] : []),
  ].join(', ')

// Of the first form they sent, as its page and its campaign are.
const variant = `
  (SELECT ${triedAs('submission.form_id', 'submission.version')}
   FROM submission
   WHERE submission.id = (
     SELECT ref
     FROM timeline
     WHERE lead_id = lead.id
       AND kind = 'submitted'
     ORDER BY id
     LIMIT 1
   )) AS variant`

const followUp = `
  (SELECT json_object('on', due_on, 'what', what)
   FROM follow_up
   WHERE lead_id = lead.id
     AND done_at IS NULL
   ORDER BY due_on
   LIMIT 1) AS follow_up`

const claims = `
  (SELECT json_group_array(json_object(
      'magnet', magnet, 'by', "by", 'code', code, 'href', href, 'givenAt', givenAt, 'endsAt', endsAt, 'state', state
    ))
   FROM (${claimsOf('lead.id')})) AS claims`

export type ExportedRow = Pick<typeof lead.$inferSelect, (typeof exportedColumns)[number]> & {
  claims?: string
  follow_up?: string | null
  variant?: string | null
}
type Opened = 'answers' | 'consents' | 'source' | 'claims' | 'tags' | 'qualification' | 'follow_up' | 'variant'
export type ExportedLead = Omit<ExportedRow, Opened> & {
  form: ExportedForm | undefined
  answers: Answers
  consents: (ConsentStanding & { text: string })[]
  source: Source
  /** The newest first. */
  claims: LeadDetail['claims']
  tags: string[]
  /** Criterion → verdict and its evidence. */
  qualification: Record<string, unknown>
  /** Whose it is, by the name the team knows them by. */
  assignedTo: string | null
  temperature: Temperature
  /** The next that is not done. */
  followUp: { on: string; what: string } | null
  /** What they met of a form that was tried in several. */
  variant: { number: number; name: string; letter: string } | null
}

type ExportedForm = { slug: string; magnet: string | null }
type AskedField = Parameters<typeof extraKeys>[0][number] & { form_id: string; version: number }

/** What an export says of every lead alike. */
export type Vocabulary = {
  forms: Map<string, ExportedForm>
  /** Every purpose any published version asked for, and every answer key that fills no property, in the order first asked. */
  purposes: string[]
  answerKeys: string[]
  hasClaims: boolean
  hasFollowUps: boolean
  /** Whether any form was ever tried in several variants. */
  hasVariants?: boolean
  /** Member → name. */
  members: Map<string, string>
  now: number
}

/** Reads the vocabulary in one round trip. */
export async function vocabulary(db: D1Database, now = Date.now()): Promise<Vocabulary> {
  const [forms, purposes, fields, claimed, followed, tried, members] = await readAll<
    [
      { id: string } & ExportedForm,
      { purpose: string },
      AskedField,
      { n: 1 },
      { n: 1 },
      { n: 1 },
      { id: string; name: string },
    ]
  >(db, [
    db.prepare(`
      SELECT form.id, form.slug, form_version.definition ->> '$.offer.name' AS magnet
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      LIMIT 2000`),
    db.prepare(`
      SELECT consent.value ->> 'purpose' AS purpose
      FROM form_version
      CROSS JOIN json_each(form_version.definition, '$.consents') AS consent
      GROUP BY purpose
      ORDER BY min(form_version.published_at), min(consent.id)
      LIMIT 200`),
    db.prepare(`
      SELECT
        form_version.form_id, form_version.version,
        field.value ->> 'key' AS key,
        field.value ->> 'kind' AS kind,
        field.value ->> 'property' AS property,
        field.value ->> 'part' AS part
      FROM form_version
      CROSS JOIN json_each(form_version.definition, '$.steps') AS step
      CROSS JOIN json_each(step.value, '$.fields') AS field
      ORDER BY form_version.form_id, form_version.version, step.id, field.id
      LIMIT 50000`),
    db.prepare('SELECT 1 AS n FROM claim WHERE lead_id IS NOT NULL LIMIT 1'),
    db.prepare('SELECT 1 AS n FROM follow_up LIMIT 1'),
    db.prepare('SELECT 1 AS n FROM experiment_variant WHERE version IS NOT NULL LIMIT 1'),
    db.prepare('SELECT id, name FROM member LIMIT 1000'),
  ])
  const versions = Map.groupBy(fields, ({ form_id, version }) => `${form_id} ${version}`)
  return {
    forms: new Map(forms.map(({ id, slug, magnet }) => [id, { slug: slug.startsWith('~') ? 'import' : slug, magnet }])),
    purposes: purposes.map(({ purpose }) => purpose),
    answerKeys: [...new Set([...versions.values()].flatMap(extraKeys))],
    hasClaims: claimed.length > 0,
    hasFollowUps: followed.length > 0,
    hasVariants: tried.length > 0,
    members: new Map(members.map(({ id, name }) => [id, name])),
    now,
  }
}

/** Opens a row's JSON and names its form. The wordings are still to be filled in. */
export const opened = (row: ExportedRow, { forms, members, now }: Vocabulary): ExportedLead => ({
  ...row,
  form: forms.get(row.form_id),
  answers: JSON.parse(row.answers),
  consents: standings(row.consents).map((standing) => ({ ...standing, text: '' })),
  source: JSON.parse(row.source),
  claims: row.claims ? JSON.parse(row.claims) : [],
  tags: row.tags === '[]' ? [] : JSON.parse(row.tags),
  qualification: row.qualification === '{}' ? {} : JSON.parse(row.qualification),
  assignedTo: row.assigned_to && (members.get(row.assigned_to) ?? null),
  temperature: temperatureOf(row.interest_at, now),
  followUp: row.follow_up ? JSON.parse(row.follow_up) : null,
  variant: row.variant ? JSON.parse(row.variant) : null,
})

/** Notice id → purpose → the exact words beside its box, learned as leads speak of them. */
export type Wordings = Map<string, Map<string, string>>

/** Fills in the words each consent was given to, reading the notices not known yet. */
export async function fillWordings(db: D1Database, wordings: Wordings, leads: ExportedLead[]): Promise<void> {
  const consents = leads.flatMap((lead) => lead.consents)
  const unknown = new Set(consents.map(({ noticeId }) => noticeId).filter((id) => !wordings.has(id)))
  if (unknown.size > 0) await learnWordings(db, wordings, [...unknown])
  for (const consent of consents) consent.text = wordings.get(consent.noticeId)?.get(consent.purpose) ?? ''
}

async function learnWordings(db: D1Database, wordings: Wordings, noticeIds: string[]): Promise<void> {
  const { results } = await db
    .prepare(`
      SELECT id, snapshot
      FROM notice
      WHERE id IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify(noticeIds))
    .all<{ id: string; snapshot: string }>()
  for (const { id, snapshot } of results) {
    const { consents }: NoticeSnapshot = JSON.parse(snapshot)
    wordings.set(id, new Map(consents.map((shown) => [shown.purpose, wordingOf(shown)])))
  }
}
