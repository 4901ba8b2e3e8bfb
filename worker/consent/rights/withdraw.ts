// Saying no afterwards. Every way of saying it is an event of its own beside what was said before, and stands at once.

import { enter, type LedgerEntry } from '../../ops/ledger.ts'
import { subjectOf } from '../event.ts'
import { everyPurpose, type Suppressed, suppress } from '../suppression.ts'
import type { Holder } from './holder.ts'

export type Said = { method: 'rights_page' | 'one_click' | 'confirm_page'; gpc: boolean; at: string }
export type Withdrawal = {
  leadId: string
  submissionId: string
  subject: string
  method: string
  gpc: boolean
  at: string
}

/** Takes back what was agreed to for these purposes, or objects to them where no agreement was asked; twice is once. */
export async function withdraw(
  db: D1Database,
  holder: Holder,
  suppressionSubject: string,
  purposes: string[],
  said: Said,
): Promise<void> {
  const list = (await standingOf(db, holder))
    .filter(({ purpose, state }) => purposes.includes(purpose) && !isNo(state))
    .map(({ purpose, basis }) => ({
      purpose,
      state: basis === 'consent' ? ('withdrawn' as const) : ('objected' as const),
    }))
  const elsewhere = await Promise.all(holder.others.map((other) => alsoSaid(db, other, said, purposes)))
  const own = list.length ? await withdrawing(db, holder, suppressionSubject, list, said) : []
  const all = [...own, ...elsewhere.flat()]
  if (all.length) await db.batch(all)
}

/** Objects to everything beyond what was asked for, whatever is asked later included. */
export async function object(db: D1Database, holder: Holder, suppressionSubject: string, said: Said): Promise<void> {
  const standing = await standingOf(db, holder)
  const list = standing
    .filter(({ state }) => !isNo(state))
    .map(({ purpose }) => ({ purpose, state: 'objected' as const }))
  const all = { purpose: everyPurpose, state: 'objected' as const }
  const elsewhere = await Promise.all(holder.others.map((other) => alsoSaid(db, other, said)))
  await db.batch([...(await withdrawing(db, holder, suppressionSubject, [...list, all], said)), ...elsewhere.flat()])
}

/** A no is the person's, whichever of their addresses it is said with. All purposes where none are named. */
async function alsoSaid(
  db: D1Database,
  { leadId, emailKey }: Holder['others'][number],
  said: Said,
  purposes?: string[],
): Promise<D1PreparedStatement[]> {
  const sent = await newestSent(db, leadId)
  if (!sent) return []
  const list = (await standingOf(db, { leadId }))
    .filter(({ purpose }) => !purposes || purposes.includes(purpose))
    .map(({ purpose, basis }) => ({
      purpose,
      state: purposes && basis === 'consent' ? ('withdrawn' as const) : ('objected' as const),
    }))
  const subject = await subjectOf({ salt: sent.salt, emailKey })
  return noSaid(db, { leadId, submissionId: sent.id, subject, ...said }, list)
}

/** The newest submission whose events can still be opened. */
export const newestSent = (db: D1Database, leadId: string) =>
  db
    .prepare(`
      SELECT submission.id, submission.salt
      FROM timeline
      JOIN submission ON submission.id = timeline.ref
      WHERE timeline.lead_id = ?1
        AND timeline.kind = 'submitted'
        AND submission.salt IS NOT NULL
      ORDER BY timeline.id DESC
      LIMIT 1`)
    .bind(leadId)
    .first<{ id: string; salt: string }>()

const isNo = (state: string) => state === 'withdrawn' || state === 'objected'

type Standing = { purpose: string; basis: 'consent' | 'legitimate_interest'; state: string }

async function standingOf(db: D1Database, { leadId }: Pick<Holder, 'leadId'>): Promise<Standing[]> {
  const { results } = await db
    .prepare(`
      SELECT said.key AS purpose, said.value ->> 'basis' AS basis, said.value ->> 'state' AS state
      FROM lead
      CROSS JOIN json_each(lead.consents) AS said
      WHERE lead.id = ?1`)
    .bind(leadId)
    .all<Standing>()
  return results
}

async function withdrawing(
  db: D1Database,
  holder: Holder,
  suppressionSubject: string,
  list: Suppressed[],
  said: Said,
): Promise<D1PreparedStatement[]> {
  const { leadId, submissionId } = holder
  const entry: LedgerEntry = {
    kind: 'withdrawn',
    leadId,
    submissionId,
    ...said,
    list,
    subject: suppressionSubject,
  }
  const withdrawal = { leadId, submissionId, subject: await subjectOf(holder), ...said }
  return [...noSaid(db, withdrawal, list), suppress(db, suppressionSubject, list, said.at), enter(db, entry)]
}

/** The statements for the log and the lead; nothing for a purpose that stands at no already. */
export function noSaid(db: D1Database, by: Withdrawal, list: Suppressed[]): D1PreparedStatement[] {
  const asked = JSON.stringify(list)
  return [
    db
      .prepare(`
        INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
        SELECT
          lead.id, ?2, said.key, said.value ->> 'basis', asked.value ->> 'state', ?4, said.value ->> 'noticeId', ?5, ?6, ?7
        FROM lead
        CROSS JOIN json_each(?3) AS asked
        CROSS JOIN json_each(lead.consents) AS said
        WHERE lead.id = ?1
          AND said.key = asked.value ->> 'purpose'
          AND said.value ->> 'state' NOT IN ('withdrawn', 'objected')`)
      .bind(by.leadId, by.submissionId, asked, by.method, by.subject, by.gpc ? 1 : 0, by.at),
    db
      .prepare(`
        UPDATE lead
        SET consents = json_patch(
          consents,
          (SELECT json_group_object(said.key, json_object('state', asked.value ->> 'state', 'at', ?3))
           FROM json_each(?2) AS asked
           JOIN json_each(lead.consents) AS said ON said.key = asked.value ->> 'purpose'
           WHERE said.value ->> 'state' NOT IN ('withdrawn', 'objected'))
        )
        WHERE id = ?1`)
      .bind(by.leadId, asked, by.at),
  ]
}
