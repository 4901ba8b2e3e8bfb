// The one batch: every row a submission causes, in one transaction, harmless when sent again.
// The submission's own row goes last, before what a claim causes; while it is absent nothing was kept, and once it is there
// nothing more happens.
import type { Answers } from '../../contract/field.ts'
import type { Source } from '../../contract/submission.ts'
import type { Asked } from '../consent/confirm/asked.ts'
import { confirmationOwed } from '../consent/confirm/owe.ts'
import type { ConsentSaid } from '../consent/event.ts'
import { type Place, takePlace } from '../form/closing.ts'
import { oneLine } from '../lib/db.ts'
import { afterClaim, claimOne, type Given, givenIn, type Wanted } from '../magnet/claim.ts'
import { enterObjection } from '../ops/ledger.ts'
import { isToldOfEach } from '../site/settings.ts'
import type { Arrival } from './judging.ts'
import { leadColumns, type Properties } from './properties.ts'

/** A submission judged sound, with all it causes: plain JSON, so that it can wait in the intake queue. */
export type StorableSubmission = {
  id: string
  at: string
  site: string
  form: { id: string; version: number }
  language: string
  email: string
  /** The address for comparison only. */
  emailKey: string
  properties: Properties
  /** Everything answered, as sent. */
  answers: Answers
  /** The answers that fill no column. */
  extra: Answers
  consents: ConsentSaid[]
  noticeId: string
  gpc: boolean
  salt: string
  /** SHA-256 of salt and emailKey. */
  subject: string
  /** The names the address would have on the list of those never to write to. */
  suppressedAs?: string[]
  source: Source
  held: string | null
  /** What else spoke against it. */
  heldAlso?: string[]
  /** The origin it was sent to: links in mails begin with it. */
  origin: string
  mails: string[]
  /** What it takes of an offer that ends after a number of submissions. */
  place?: Place
  /** What the person is to be given that is theirs alone. */
  claim?: Wanted
  /** What they are asked to confirm from their mailbox. */
  confirm?: Asked
  /** What the rules of its site make of it. Absent from what waited since before there were any. */
  arrival?: Arrival
}

/** `given`: what the person was given, where there is something to claim. `isNew`: not sent and kept before. */
export type Recorded = { given?: Given; isNew: boolean }

/** Writes a submission in one round trip: twelve rows for a new lead with two purposes and one mail owed. */
export async function record(db: D1Database, sent: StorableSubmission): Promise<Recorded> {
  const { claim } = sent
  const after = claim ? afterClaim(db, { ...sent, claim }) : []
  const results = await db.batch([
    ...(sent.place ? [takePlace(db, { id: sent.id, formId: sent.form.id }, sent.place)] : []),
    lead(db, sent),
    ...(sent.consents.length ? [consentEvents(db, sent)] : []),
    ...objection(db, sent),
    timeline(db, sent),
    ...promised(db, sent),
    submission(db, sent),
    ...after,
  ])
  const isNew = results.at(-1 - after.length)?.meta.changes !== 0
  return { isNew, ...(claim && { given: givenIn(results.at(-1)?.results[0]) }) }
}

/**
 * What is claimed and what is mailed for a submission, or what is mailed to ask for a confirmation first. `guard`: whether to do it
 * at all; it may speak of ?1, the submission.
 */
export function promised(db: D1Database, sent: StorableSubmission, guard = unlessKept): D1PreparedStatement[] {
  const { claim, confirm, held } = sent
  const given = confirm?.what === 'magnet' ? `${guard} AND ${isConfirmed}` : guard
  return [
    ...(claim ? [claimOne(db, { ...sent, claim }, { lead: sameLead, unlessKept: given })] : []),
    ...sent.mails.map((template) => mailOwed(db, sent, template, given)),
    ...(confirm && !held ? [confirmationOwed(db, sent, confirm, guard)] : []),
  ]
}

/** A statement that is done under one condition or another: written out once for each, and not for each submission. */
function perGuard(write: (guard: string) => string): (guard: string) => string {
  const written = new Map<string, string>()
  return (guard) => {
    const sql = written.get(guard) ?? oneLine(write(guard))
    written.set(guard, sql)
    return sql
  }
}

const isConfirmed = '(SELECT confirmed_at FROM lead WHERE site_id = ?2 AND email_key = ?3) IS NOT NULL'
const unlessKept = 'NOT EXISTS (SELECT 1 FROM submission WHERE id = ?1)'
export const sameLead = '(SELECT id FROM lead WHERE site_id = ?2 AND email_key = ?3)'

// A stranger can type anybody's address. So a known lead only has its blanks filled, and a doubtful submission
// touches nothing at all. Where the lead itself was only ever doubtful, the first sound one takes its place.
const fillBlank = (column: string) =>
  `${column} = iif(lead.held > excluded.held, excluded.${column}, coalesce(lead.${column}, excluded.${column}))`

// Anybody can tick a box for somebody who has withdrawn. What was ticked is recorded, and the withdrawal stands until the
// person themselves confirms.
const subjects = `(SELECT value FROM json_each(?${leadColumns.length + 15}))`
const onList = `(SELECT 1 FROM suppression WHERE subject IN ${subjects})`
const suppressed = `
      (SELECT json_group_object(asked.key, json_object('state', suppression.state, 'at', suppression.at))
       FROM json_each(?10) AS asked
       JOIN suppression ON suppression.purpose IN (asked.key, '*')
       WHERE suppression.subject IN ${subjects})`

// Anybody can tick a box; that somebody confirmed, or agreed where nobody has to confirm, stands until a no is said.
const isWeaker = `
      CASE said.value ->> 'state'
        WHEN 'given' THEN kept.value ->> 'state' = 'confirmed'
        WHEN 'unconfirmed' THEN kept.value ->> 'state' IN ('given', 'confirmed', 'imported')
        ELSE false
      END`

// What waited in the queue, or was held, must not undo what was said since; that something was merely shown undoes nothing anyway.
const saidLast = `
      (SELECT json_group_object(said.key, json(said.value))
       FROM json_each(?14) AS said
       LEFT JOIN json_each(lead.consents) AS kept ON kept.key = said.key
       WHERE kept.key IS NULL
         OR kept.value ->> 'state' = 'shown_not_given'
         OR (kept.value ->> 'at' <= said.value ->> 'at' AND NOT ${isWeaker}))`

/** What is made of a lead as it arrives. */
const judgedColumns = [
  'quality',
  'qualification',
  'qualified',
  'persona',
  'interest_at',
  'assigned_to',
  'judge_due',
] as const

const leadSql = perGuard(
  (guard) => `
  INSERT INTO lead (
    seq,
    id, site_id, email_key, email, language, form_id, forms, answers, consents, source, held, created_at, last_contact_at,
    unconfirmed_since,
    ${leadColumns.join(', ')},
    ${judgedColumns.join(', ')},
    gpc
  )
  SELECT
    iif(
      EXISTS (SELECT 1 FROM lead WHERE seq = ?4),
      (WITH RECURSIVE slot (seq) AS (
         SELECT ?4
         UNION ALL
         SELECT seq + 1 FROM slot WHERE EXISTS (SELECT 1 FROM lead WHERE lead.seq = slot.seq)
       )
       SELECT max(seq) FROM slot),
      ?4
    ),
    ?1, ?2, ?3, ?5, ?6, ?7, ?8, ?9, iif(EXISTS ${onList}, json_patch(?10, ${suppressed}), ?10), ?11, ?12, ?13, ?13,
    ?${leadColumns.length + 16},
    ${leadColumns.map((_, i) => `?${i + 15}`).join(', ')},
    ${judgedColumns.map((_, i) => `?${i + leadColumns.length + 17}`).join(', ')},
    ?${leadColumns.length + judgedColumns.length + 17}
  WHERE ${guard}
  ON CONFLICT (site_id, email_key) DO UPDATE SET
    ${leadColumns.map(fillBlank).join(',\n    ')},
    answers = iif(lead.held > excluded.held, excluded.answers, json_patch(excluded.answers, lead.answers)),
    -- What was given now stands; what was merely shown again takes nothing back.
    consents = json_patch(
      iif(lead.held > excluded.held, excluded.consents, json_patch(json_patch(excluded.consents, lead.consents), ${saidLast})),
      ${suppressed}
    ),
    forms = iif(instr(lead.forms, excluded.forms), lead.forms, lead.forms || ' ' || excluded.forms),
    submissions = lead.submissions + 1,
    last_contact_at = max(lead.last_contact_at, excluded.last_contact_at),
    -- Until something comes of them that asks for no confirmation, or they confirm.
    unconfirmed_since = iif(
      lead.held > excluded.held OR lead.unconfirmed_since IS NOT NULL,
      max(coalesce(lead.unconfirmed_since, ''), excluded.unconfirmed_since),
      NULL
    ),
    -- Verdicts are not for one submission to give: the lead is judged again with all that is known.
    assigned_to = coalesce(lead.assigned_to, excluded.assigned_to),
    interest_at = nullif(max(coalesce(lead.interest_at, ''), coalesce(excluded.interest_at, '')), ''),
    held = min(lead.held, excluded.held),
    gpc = max(lead.gpc, excluded.gpc)
  WHERE excluded.held <= lead.held`,
)

/** `guard`: whether to do it at all. */
export function lead(db: D1Database, sent: StorableSubmission, guard = unlessKept): D1PreparedStatement {
  // What is to be confirmed is no agreement until it is.
  const standsAs = (state: ConsentSaid['state']) => (sent.confirm && state === 'given' ? 'unconfirmed' : state)
  const standing = (list: ConsentSaid[]) =>
    JSON.stringify(
      Object.fromEntries(
        list.map(({ purpose, basis, state }) => [
          purpose,
          { basis, state: standsAs(state), at: sent.at, noticeId: sent.noticeId },
        ]),
      ),
    )
  return db.prepare(leadSql(guard)).bind(
    sent.id,
    sent.site,
    sent.emailKey,
    seqAt(Date.parse(sent.at)),
    sent.email,
    sent.language,
    sent.form.id,
    formMark(sent.form.id),
    JSON.stringify(sent.extra),
    standing(sent.consents),
    JSON.stringify(sent.source),
    sent.held ? 1 : 0,
    sent.at,
    standing(sent.consents.filter(({ state }) => state !== 'shown_not_given')),
    ...leadColumns.map((column) => sent.properties[column] ?? null),
    JSON.stringify(sent.suppressedAs ?? []),
    // Who was given what they came for is a lead, whatever they confirm besides.
    sent.confirm?.isFirst && !sent.held ? sent.at : null,
    ...judged(sent),
    sent.gpc ? 1 : 0,
  )
}

function judged({ arrival, at, held }: StorableSubmission): (string | number | null)[] {
  if (!arrival) return [null, '{}', 0, null, held ? null : at, null, 1]
  const { quality, qualification, qualified, persona, interestAt, assignedTo, isProspect } = arrival
  // Its stage has a history, which is written as the rule is followed.
  return [quality, qualification, qualified ? 1 : 0, persona, interestAt, assignedTo, isProspect ? 1 : 0]
}

/** The first `lead.seq` of a moment, in ms since 1970: a safe integer until the year 2248. */
export const seqAt = (ms: number): number => ms * 1024

/** The word by which search knows a form. */
export const formMark = (formId: string): string => `f${formId.replaceAll('-', '')}`

const consentsSql = oneLine(`
  INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
  SELECT ${sameLead}, ?1, value ->> 'purpose', value ->> 'basis', value ->> 'state', 'form', ?4, ?5, ?6, ?7
  FROM json_each(?8)
  WHERE ${unlessKept}`)

function consentEvents(db: D1Database, sent: StorableSubmission): D1PreparedStatement {
  return db
    .prepare(consentsSql)
    .bind(
      sent.id,
      sent.site,
      sent.emailKey,
      sent.noticeId,
      sent.subject,
      sent.gpc ? 1 : 0,
      sent.at,
      JSON.stringify(sent.consents),
    )
}

// A doubtful submission says nothing about the lead.
function objection(db: D1Database, sent: StorableSubmission): D1PreparedStatement[] {
  const purposes = sent.consents.filter(({ state }) => state === 'objected').map(({ purpose }) => purpose)
  if (sent.held || !purposes.length) return []
  const { id: submissionId, site, emailKey, gpc, at } = sent
  const where = { lead: sameLead, guard: unlessKept, values: [site, emailKey] }
  return [enterObjection(db, { submissionId, purposes, gpc, at }, where)]
}

const timelineSql = oneLine(`
  INSERT INTO timeline (lead_id, id, kind, ref, at)
  SELECT ${sameLead}, ?1, 'submitted', ?1, ?4
  WHERE ${unlessKept}`)

function timeline(db: D1Database, sent: StorableSubmission): D1PreparedStatement {
  return db.prepare(timelineSql).bind(sent.id, sent.site, sent.emailKey, sent.at)
}

// A notice is the team's, and goes to nobody's lead.
const mailSql = perGuard(
  (guard) => `
  INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
  SELECT ?1 || '.' || ?4, 'mail', iif(?4 = 'notice', NULL, ${sameLead}), ?1, json_object('template', ?4, 'language', ?5, 'origin', ?7), ?6, ?6
  WHERE ${guard}`,
)

export function mailOwed(
  db: D1Database,
  sent: Pick<StorableSubmission, 'id' | 'site' | 'emailKey' | 'language' | 'at' | 'origin' | 'claim'>,
  template: string,
  guard = unlessKept,
): D1PreparedStatement {
  const mail = [sent.id, sent.site, sent.emailKey, template, sent.language, sent.at, sent.origin]
  // A code that is only promised is mailed when there is one. An activation link is asked for when its mail is made.
  if (template === 'notice') return db.prepare(mailSql(`${guard} AND ${isToldOfEach('?2')}`)).bind(...mail)
  return sent.claim && sent.claim.by !== 'address'
    ? db.prepare(mailSql(`${guard} AND ${givenToLead}`)).bind(...mail, sent.claim.magnetId)
    : db.prepare(mailSql(guard)).bind(...mail)
}

const givenToLead = `
      EXISTS (SELECT 1 FROM claim WHERE lead_id = ${sameLead} AND magnet_id = ?8 AND given_at IS NOT NULL)`

const submissionSql = oneLine(`
  INSERT INTO submission (id, lead_id, form_id, version, language, answers, source, held, salt, at, confirm_asked, held_also)
  VALUES (?1, ${sameLead}, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  ON CONFLICT (id) DO NOTHING`)

function submission(db: D1Database, sent: StorableSubmission): D1PreparedStatement {
  return db
    .prepare(submissionSql)
    .bind(
      sent.id,
      sent.site,
      sent.emailKey,
      sent.form.id,
      sent.form.version,
      sent.language,
      JSON.stringify(sent.answers),
      JSON.stringify(sent.source),
      sent.held,
      sent.salt,
      sent.at,
      sent.confirm ? 1 : 0,
      sent.heldAlso ? JSON.stringify(sent.heldAlso) : null,
    )
}
