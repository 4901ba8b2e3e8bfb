// One lead with everything known of it, read in one round trip.
import type { Answers } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import { unconfirmedEnd } from '../consent/confirm/asked.ts'
import { type NoticeSnapshot, wordingOf } from '../consent/notice.ts'
import { readAll } from '../lib/db.ts'
import { Problem } from '../lib/problem.ts'
import { claimsOf } from '../magnet/claim.ts'
import type { consentEvent } from '../schema/consent.ts'
import type { lead, submission, timeline as timelineTable } from '../schema/lead.ts'
import type { download } from '../schema/magnet.ts'
import { type SummaryRow, summaryColumns, summaryOf } from './list.ts'
import { differences } from './properties.ts'

type LeadRow = typeof lead.$inferSelect & SummaryRow
type SubmissionRow = typeof submission.$inferSelect
type EventRow = typeof consentEvent.$inferSelect
type DownloadRow = typeof download.$inferSelect & { magnet: string }
type ClaimRow = LeadDetail['claims'][number] & { id: string }
type HappenedRow = typeof timelineTable.$inferSelect

// Anybody can type the same address a thousand times; the newest are shown, the number is always true.
const mostSubmissions = 100
const mostEvents = 500

const sent = `
  SELECT ref AS id
  FROM timeline
  WHERE lead_id = ?1
    AND kind = 'submitted'
  ORDER BY id DESC
  LIMIT ${mostSubmissions}`

/** Throws `not_found`. */
export async function readLead(db: D1Database, id: string): Promise<LeadDetail> {
  const about = (sql: string) => db.prepare(sql).bind(id)
  const [leads, submissions, versions, events, notices, downloads, claims, happened] = await readAll<
    [
      LeadRow,
      SubmissionRow,
      { definition: string },
      EventRow,
      { id: string; snapshot: string },
      DownloadRow,
      ClaimRow,
      HappenedRow,
    ]
  >(db, [
    about(`
      SELECT ${summaryColumns}, lead.*
      FROM lead
      WHERE lead.id = ?1`),
    about(`
      SELECT submission.*
      FROM (${sent}) AS sent
      JOIN submission ON submission.id = sent.id
      ORDER BY sent.id DESC`),
    about(`
      SELECT DISTINCT form_version.definition
      FROM (${sent}) AS sent
      JOIN submission ON submission.id = sent.id
      JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version`),
    about(`
      SELECT *
      FROM consent_event
      WHERE lead_id = ?1
      ORDER BY seq DESC
      LIMIT ${mostEvents}`),
    about(`
      SELECT id, snapshot
      FROM notice
      WHERE id IN (SELECT notice_id FROM consent_event WHERE lead_id = ?1 ORDER BY seq DESC LIMIT ${mostEvents})`),
    about(`
      SELECT download.*, magnet.name AS magnet
      FROM (${sent}) AS sent
      JOIN download ON download.submission_id = sent.id
      JOIN magnet ON magnet.id = download.magnet_id
      ORDER BY download.first_at DESC`),
    about(claimsOf('?1')),
    about(`
      SELECT *
      FROM timeline
      WHERE lead_id = ?1
        AND kind IN ('released', 'confirmed', 'corrected')
      ORDER BY id DESC
      LIMIT ${mostEvents}`),
  ])
  const [row] = leads
  if (!row) throw new Problem('not_found')
  const shown = history(submissions, versions)
  return {
    ...summaryOf(row),
    givenName: row.given_name,
    familyName: row.family_name,
    phone: row.phone,
    jobTitle: row.job_title,
    country: row.country,
    website: row.website,
    language: row.language,
    unconfirmedUntil: row.unconfirmed_since && unconfirmedEnd(row.unconfirmed_since),
    history: shown.map(({ fields, answers, ...entry }) => ({
      ...entry,
      answers: labelled(fields, answers, entry.language),
    })),
    consentEvents: consents(events, notices),
    downloads: downloads.map((d) => ({ magnet: d.magnet, count: d.count, firstAt: d.first_at, lastAt: d.last_at })),
    claims: claims.map(({ id: _, ...claim }) => claim),
    timeline: timeline(row, shown, downloads, claims, happened),
  }
}

type Sent = ReturnType<typeof history>[number]

function history(rows: SubmissionRow[], versions: { definition: string }[]) {
  const forms = new Map(
    versions.map(({ definition }): [string, PublishedForm] => {
      const form: PublishedForm = JSON.parse(definition)
      return [`${form.id} ${form.version}`, form]
    }),
  )
  return rows.flatMap((row) => {
    const form = forms.get(`${row.form_id} ${row.version}`)
    if (!form) return []
    return {
      id: row.id,
      at: row.at,
      form: { slug: form.slug, name: form.name, version: form.version },
      language: row.language,
      held: row.held,
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

function consents(events: EventRow[], notices: { id: string; snapshot: string }[]): LeadDetail['consentEvents'] {
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
    }
  })
}

function timeline(
  row: LeadRow,
  submissions: Sent[],
  downloads: DownloadRow[],
  claims: ClaimRow[],
  happened: HappenedRow[],
): LeadDetail['timeline'] {
  const { full_name, given_name, family_name, phone, company, job_title, country, website } = row
  const stated = { full_name, given_name, family_name, phone, company, job_title, country, website }
  const properties = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null))
  const kept = { properties, extra: JSON.parse(row.answers) as Answers }
  const entries: LeadDetail['timeline'] = [
    ...submissions.map(({ id, at, form, held, fields, answers }) => ({
      id,
      at,
      kind: 'submitted' as const,
      detail: { submission: id, form: form.name, held, differs: differences(fields, answers, kept) },
    })),
    ...downloads.map((taken) => ({
      id: `${taken.submission_id}.${taken.magnet_id}`,
      at: taken.first_at,
      kind: 'downloaded' as const,
      detail: { magnet: taken.magnet, count: taken.count, lastAt: taken.last_at },
    })),
    ...claims.flatMap(({ id, givenAt, magnet, endsAt }) =>
      givenAt ? [{ id: `${id}.given`, at: givenAt, kind: 'given' as const, detail: { magnet, endsAt } }] : [],
    ),
    ...happened.map(({ id, at, kind, ref, detail }) => {
      const submission = ref ?? ''
      const { by, purposes, fields } = JSON.parse(detail)
      if (kind === 'corrected') return { id, at, kind: 'corrected' as const, detail: { fields } }
      return kind === 'confirmed'
        ? { id, at, kind: 'confirmed' as const, detail: { submission, purposes } }
        : { id, at, kind: 'released' as const, detail: { submission, by } }
    }),
  ]
  return entries.sort((a, b) => (a.at < b.at ? 1 : -1))
}
