// The one batch: every row a submission causes, in one transaction, harmless when sent again.
// The submission's own row goes last, before what a claim causes; while it is absent nothing was kept, and once it is there
// nothing more happens.
import { confirmationOwed } from '../consent/confirm/owe.ts'
import { takePlace } from '../form/closing.ts'
import { oneLine } from '../lib/db.ts'
import { afterClaim, claimOne, type Given, givenIn } from '../magnet/claim.ts'
import { enterObjection } from '../ops/ledger.ts'
import { isToldOfEach } from '../site/settings.ts'
import { perGuard, sameLead, unlessKept } from './guard.ts'
import type { StorableSubmission } from './storable.ts'
import { lead } from './upsert.ts'

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

const isConfirmed = '(SELECT confirmed_at FROM lead WHERE site_id = ?2 AND email_key = ?3) IS NOT NULL'
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
