// One lead with everything known of it, and of what is merged with it, read in one round trip beside its history.
import type { Answers } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import { isRole } from '../../contract/quality.ts'
import { mailboxKind } from '../capture/mailbox-kind.ts'
import { unconfirmedEnd } from '../consent/confirm/asked.ts'
import { type NoticeSnapshot, wordingOf } from '../consent/notice.ts'
import { triedAs } from '../form/variants-sql.ts'
import { readAll } from '../lib/db.ts'
import { Problem } from '../lib/problem.ts'
import { claimsOf } from '../magnet/claim.ts'
import type { consentEvent } from '../schema/consent.ts'
import type { lead, submission } from '../schema/lead.ts'
import type { download } from '../schema/magnet.ts'
import { family } from './family.ts'
import { type FollowUpRow, followUpsOf, followUpView } from './follow-up.ts'
import { type SummaryRow, standings, summaryColumns, summaryOf } from './list.ts'
import { readTimeline } from './timeline.ts'

type LeadRow = typeof lead.$inferSelect & SummaryRow
type Via = { via: string }
type SubmissionRow = typeof submission.$inferSelect & Via
type EventRow = typeof consentEvent.$inferSelect & Via
type VersionRow = { definition: string; variant: string | null }
type DownloadRow = typeof download.$inferSelect & { magnet: string }
type ClaimRow = LeadDetail['claims'][number] & { id: string }

// Anybody can type the same address a thousand times; the newest are shown, the number is always true.
const mostSubmissions = 100
const mostEvents = 500
const mostMerged = 20
const entries = 30

const sent = `
  SELECT ref AS id, lead_id
  FROM timeline
  WHERE lead_id IN (${family})
    AND kind = 'submitted'
  ORDER BY id DESC
  LIMIT ${mostSubmissions}`

/** Whichever of merged leads is asked for, the one that is shown. Throws `not_found`. */
export async function readLead(db: D1Database, id: string): Promise<LeadDetail> {
  const about = (sql: string) => db.prepare(sql).bind(id)
  const reading = readAll<
    [
      LeadRow,
      SubmissionRow,
      VersionRow,
      EventRow,
      { id: string; snapshot: string },
      DownloadRow,
      ClaimRow,
      FollowUpRow,
      { n: number },
    ]
  >(db, [
    about(`
      SELECT ${summaryColumns}, lead.*
      FROM lead
      WHERE lead.id IN (${family})
      ORDER BY lead.merged_into IS NOT NULL, lead.seq
      LIMIT ${mostMerged + 1}`),
    about(`
      SELECT submission.*, lead.email AS via
      FROM (${sent}) AS sent
      JOIN submission ON submission.id = sent.id
      JOIN lead ON lead.id = sent.lead_id
      ORDER BY sent.id DESC`),
    about(`
      SELECT DISTINCT form_version.definition, ${triedAs('form_version.form_id', 'form_version.version')} AS variant
      FROM (${sent}) AS sent
      JOIN submission ON submission.id = sent.id
      JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version`),
    about(`
      SELECT consent_event.*, lead.email AS via
      FROM consent_event
      JOIN lead ON lead.id = consent_event.lead_id
      WHERE consent_event.lead_id IN (${family})
      ORDER BY consent_event.seq DESC
      LIMIT ${mostEvents}`),
    about(`
      SELECT id, snapshot
      FROM notice
      WHERE id IN (SELECT notice_id FROM consent_event WHERE lead_id IN (${family}) ORDER BY seq DESC LIMIT ${mostEvents})`),
    about(`
      SELECT download.*, magnet.name AS magnet
      FROM (${sent}) AS sent
      JOIN download ON download.submission_id = sent.id
      JOIN magnet ON magnet.id = download.magnet_id
      ORDER BY download.first_at DESC`),
    about(claimsOf(family)),
    about(followUpsOf),
    about(`SELECT count(*) AS n FROM note WHERE lead_id IN (${family})`),
  ])
  const [[leads, submissions, versions, events, notices, downloads, claims, followUps, [notes]], timeline] =
    await Promise.all([reading, readTimeline(db, id, { limit: entries })])
  const [row, ...merged] = leads
  if (!row || row.merged_into) throw new Problem('not_found')
  const via = (address: string) => (address === row.email ? null : address)
  return {
    ...summaryOf(row),
    givenName: row.given_name,
    familyName: row.family_name,
    phone: row.phone,
    jobTitle: row.job_title,
    country: row.country,
    website: row.website,
    language: row.language,
    address: { mailbox: await mailboxKind(row.email), isRole: isRole(row.email) },
    unconfirmedUntil: row.unconfirmed_since && unconfirmedEnd(row.unconfirmed_since),
    exchangedAt: row.exchanged_at,
    interestAt: row.interest_at,
    merged: merged.map((other) => ({
      id: other.id,
      email: other.email,
      confirmedAt: other.confirmed_at,
      consents: standings(other.consents),
    })),
    history: history(submissions, versions).map(({ fields, answers, ...entry }) => ({
      ...entry,
      via: via(entry.via),
      answers: labelled(fields, answers, entry.language),
    })),
    consentEvents: consents(events, notices).map((event) => ({ ...event, via: via(event.via) })),
    downloads: downloads.map((d) => ({ magnet: d.magnet, count: d.count, firstAt: d.first_at, lastAt: d.last_at })),
    claims: claims.map(({ id: _, ...claim }) => claim),
    followUps: followUps.map(followUpView),
    notes: notes?.n ?? 0,
    timeline: timeline.entries,
    timelineNext: timeline.next,
  }
}

type Sent = ReturnType<typeof history>[number]
type Shown = PublishedForm & { variant?: LeadDetail['history'][number]['form']['variant'] }

function history(rows: SubmissionRow[], versions: VersionRow[]) {
  const forms = new Map(
    versions.map(({ definition, variant }): [string, Shown] => {
      const form: PublishedForm = JSON.parse(definition)
      return [`${form.id} ${form.version}`, { ...form, ...(variant && { variant: JSON.parse(variant) }) }]
    }),
  )
  return rows.flatMap((row) => {
    const form = forms.get(`${row.form_id} ${row.version}`)
    if (!form) return []
    return {
      id: row.id,
      at: row.at,
      form: {
        slug: form.slug,
        name: form.name,
        version: form.version,
        ...(form.variant && { variant: form.variant }),
      },
      language: row.language,
      held: row.held,
      via: row.via,
      source: JSON.parse(row.source ?? '{}'),
      fields: form.steps.flatMap((step) => step.fields),
      answers: JSON.parse(row.answers ?? '{}') as Answers,
    }
  })
}

const labelled = (fields: Sent['fields'], answers: Answers, language: string) =>
  fields.flatMap(({ key, label }) => {
    const value = answers[key]
    return value === undefined ? [] : { key, label: label[language] ?? Object.values(label)[0] ?? key, value }
  })

function consents(events: EventRow[], notices: { id: string; snapshot: string }[]) {
  const snapshots = new Map(notices.map(({ id, snapshot }): [string, NoticeSnapshot] => [id, JSON.parse(snapshot)]))
  return events.map((event) => {
    const notice = snapshots.get(event.notice_id)
    const shown = notice?.consents.find(({ purpose }) => purpose === event.purpose)
    return {
      id: String(event.seq),
      purpose: event.purpose,
      basis: event.basis,
      state: event.state,
      method: event.method,
      at: event.at,
      noticeId: event.notice_id,
      wording: shown ? wordingOf(shown) : '',
      language: notice?.language ?? '',
      via: event.via,
    }
  })
}
