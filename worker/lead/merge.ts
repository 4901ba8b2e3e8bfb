// Two leads that are one person. Nothing is moved or rewritten: the other points at the one that stays, which shows all of both.
// So each address keeps its own consents and their proof, what comes from either is found, and a merge can be undone.
import type { Answers } from '../../contract/field.ts'
import type { MergePlan, SimilarLead } from '../../contract/lead-work.ts'
import { subjectOf } from '../consent/event.ts'
import { newestSent, noSaid } from '../consent/rights/withdraw.ts'
import type { Suppressed } from '../consent/suppression.ts'
import { readAll } from '../lib/db.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { lead } from '../schema/lead.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { leadColumns } from './properties.ts'
import { matchOf } from './search.ts'
import { tagged } from './tag.ts'

type LeadRow = typeof lead.$inferSelect
type Pair = { stays: LeadRow; goes: LeadRow }

async function pairOf(db: D1Database, id: string, otherId: string): Promise<Pair> {
  const { results } = await db.prepare('SELECT * FROM lead WHERE id IN (?1, ?2)').bind(id, otherId).all<LeadRow>()
  const stays = results.find((row) => row.id === id)
  const goes = results.find((row) => row.id === otherId)
  if (!stays || !goes) throw new Problem('not_found')
  return { stays, goes }
}

/** A doubtful lead is looked at first; an address nobody proved yet may be erased for that alone. */
function refusedFor({ stays, goes }: Pair): MergePlan['refused'] {
  if (stays.id === goes.id) return 'same'
  if (stays.site_id !== goes.site_id) return 'other_site'
  if (stays.merged_into || goes.merged_into) return 'merged'
  if (stays.held || goes.held) return 'held'
  if (stays.unconfirmed_since || goes.unconfirmed_since) return 'unconfirmed'
  return null
}

const filledBy = ({ stays, goes }: Pair) => leadColumns.filter((column) => stays[column] === null && goes[column])

type Standings = Record<string, { state: string }>
const isNo = (state: string | undefined): state is Suppressed['state'] => state === 'withdrawn' || state === 'objected'

/** What the other refused and this one has not: a no is said once, for whichever address. A yes is for the address it was said with. */
function refusalsOf({ stays, goes }: Pair): Suppressed[] {
  const own: Standings = JSON.parse(stays.consents)
  const others: Standings = JSON.parse(goes.consents)
  return Object.entries(others).flatMap(([purpose, { state }]) =>
    isNo(state) && own[purpose] && !isNo(own[purpose].state) ? [{ purpose, state }] : [],
  )
}

const tagsAfter = ({ stays, goes }: Pair): string[] => tagged(JSON.parse(stays.tags), { add: JSON.parse(goes.tags) })

/** What would become of them. Throws `not_found`. */
export async function planMerge(db: D1Database, id: string, otherId: string): Promise<MergePlan> {
  const pair = await pairOf(db, id, otherId)
  const [[counted]] = await readAll<[{ notes: number; followUps: number; events: number }]>(db, [
    db
      .prepare(`
        SELECT
          (SELECT count(*) FROM note WHERE lead_id = ?1) AS notes,
          (SELECT count(*) FROM follow_up WHERE lead_id = ?1) AS followUps,
          (SELECT count(*) FROM consent_event WHERE lead_id = ?1) AS events`)
      .bind(otherId),
  ])
  const own: string[] = JSON.parse(pair.stays.tags)
  return {
    refused: refusedFor(pair),
    filled: filledBy(pair),
    tags: tagsAfter(pair).filter((tag) => !own.includes(tag)),
    refusals: refusalsOf(pair).map(({ purpose }) => purpose),
    submissions: pair.goes.submissions,
    notes: counted?.notes ?? 0,
    followUps: counted?.followUps ?? 0,
    consentEvents: counted?.events ?? 0,
  }
}

/** One transaction. Throws `not_found`, or `conflict` with why it cannot be. */
export async function mergeLeads(
  db: D1Database,
  id: string,
  otherId: string,
  actor: Actor,
  now: number,
): Promise<void> {
  const pair = await pairOf(db, id, otherId)
  refuse(refusedFor(pair))
  const { stays, goes } = pair
  const at = new Date(now).toISOString()
  const own: string[] = JSON.parse(stays.tags)
  const tags = tagsAfter(pair)
  const before: Answers = JSON.parse(stays.answers)
  const detail = {
    email: goes.email,
    by: actor.name,
    filled: filledBy(pair),
    tags: tags.filter((tag) => !own.includes(tag)),
    answers: Object.keys(JSON.parse(goes.answers)).filter((key) => !Object.hasOwn(before, key)),
  }
  await db
    .batch([
      // Without a lead it cannot be written, and nothing of all this is: somebody was quicker, or one of them was erased.
      db
        .prepare(`
        INSERT INTO timeline (lead_id, id, kind, ref, detail, at)
        SELECT iif(count(*) = 2, ?1, NULL), ?3, 'merged', ?2, ?4, ?5
        FROM lead
        WHERE id IN (?1, ?2)
          AND merged_into IS NULL`)
        .bind(stays.id, goes.id, newId(now), JSON.stringify(detail), at),
      db
        .prepare(`
        UPDATE lead
        SET ${leadColumns.map((column) => `${column} = coalesce(lead.${column}, goes.${column})`).join(',\n          ')},
          answers = json_patch(goes.answers, lead.answers),
          tags = ?3,
          submissions = lead.submissions + goes.submissions,
          last_contact_at = max(lead.last_contact_at, goes.last_contact_at),
          interest_at = ${latest('interest_at')},
          exchanged_at = ${latest('exchanged_at')},
          assigned_to = coalesce(lead.assigned_to, goes.assigned_to),
          forms = (
            SELECT group_concat(mark, ' ')
            FROM (
              SELECT DISTINCT value AS mark
              FROM json_each('["' || replace(lead.forms || ' ' || goes.forms, ' ', '","') || '"]')
            )
          )
        FROM (SELECT * FROM lead WHERE id = ?2) AS goes
        WHERE lead.id = ?1`)
        .bind(stays.id, goes.id, JSON.stringify(tags)),
      ...(await refusing(db, pair, at)),
      // What was merged into the other before is merged into this one now.
      db.prepare('UPDATE lead SET merged_into = ?1 WHERE id = ?2 OR merged_into = ?2').bind(stays.id, goes.id),
      db.prepare('DELETE FROM retention_ask WHERE lead_id = ?1').bind(goes.id),
      auditEntry(db, actor, 'leads.merged', { lead: stays.id, with: goes.id }, now),
    ])
    .catch(async (error: unknown) => {
      refuse(refusedFor(await pairOf(db, id, otherId)))
      throw error
    })
}

const latest = (column: string) => `nullif(max(coalesce(lead.${column}, ''), coalesce(goes.${column}, '')), '')`

function refuse(refused: MergePlan['refused']): void {
  if (refused) throw new Problem('conflict', { fields: { with: refused } })
}

async function refusing(db: D1Database, pair: Pair, at: string): Promise<D1PreparedStatement[]> {
  const list = refusalsOf(pair)
  const { id, email_key: emailKey } = pair.stays
  const sent = list.length ? await newestSent(db, id) : null
  if (!sent) return []
  const subject = await subjectOf({ salt: sent.salt, emailKey })
  return noSaid(db, { leadId: id, submissionId: sent.id, subject, method: 'merged', gpc: false, at }, list)
}

type Merged = { filled: (typeof leadColumns)[number][]; tags: string[]; answers: string[] }

/**
 * Takes a merge back: the other stands for itself again, and what it had filled in goes with it. What was refused stays refused.
 * Throws `not_found` where they are not merged.
 */
export async function separateLeads(
  db: D1Database,
  id: string,
  otherId: string,
  actor: Actor,
  now: number,
): Promise<void> {
  const { stays, goes } = await pairOf(db, id, otherId)
  if (goes.merged_into !== stays.id) throw new Problem('not_found')
  const entry = await db
    .prepare(`
      SELECT detail
      FROM timeline
      WHERE lead_id = ?1
        AND kind = 'merged'
        AND ref = ?2
      ORDER BY id DESC
      LIMIT 1`)
    .bind(stays.id, goes.id)
    .first<{ detail: string }>()
  const { filled, tags, answers }: Merged = entry ? JSON.parse(entry.detail) : { filled: [], tags: [], answers: [] }
  const emptied = filled.filter((column) => stays[column] === goes[column])
  const others: Answers = JSON.parse(goes.answers)
  const own = Object.entries(JSON.parse(stays.answers) as Answers).filter(
    ([key, answer]) => !answers.includes(key) || JSON.stringify(answer) !== JSON.stringify(others[key]),
  )
  await db.batch([
    db.prepare('UPDATE lead SET merged_into = NULL WHERE id = ?2 AND merged_into = ?1').bind(stays.id, goes.id),
    db
      .prepare(`
        UPDATE lead
        SET ${['answers = ?3', ...emptied.map((column) => `${column} = NULL`)].join(',\n          ')},
          tags = ?2,
          submissions = max(1, submissions - ?4),
          forms = coalesce(
            (
              SELECT group_concat(DISTINCT 'f' || replace(submission.form_id, '-', '') || ' ')
              FROM timeline
              JOIN submission ON submission.id = timeline.ref
              WHERE timeline.kind = 'submitted'
                AND timeline.lead_id IN (SELECT id FROM lead WHERE ?1 IN (id, merged_into))
            ),
            forms
          )
        WHERE id = ?1`)
      .bind(
        stays.id,
        JSON.stringify(tagged(JSON.parse(stays.tags), { remove: tags })),
        JSON.stringify(Object.fromEntries(own)),
        goes.submissions,
      ),
    db
      .prepare(`INSERT INTO timeline (lead_id, id, kind, ref, detail, at) VALUES (?1, ?3, 'separated', ?2, ?4, ?5)`)
      .bind(
        stays.id,
        goes.id,
        newId(now),
        JSON.stringify({ email: goes.email, by: actor.name }),
        new Date(now).toISOString(),
      ),
    auditEntry(db, actor, 'leads.separated', { lead: stays.id, from: goes.id }, now),
  ])
}

const mostSimilar = 5

/** Who may be the same person: the same telephone number, or the same name. At most five; throws `not_found`. */
export async function similarLeads(db: D1Database, id: string): Promise<SimilarLead[]> {
  const row = await db.prepare('SELECT * FROM lead WHERE id = ?1').bind(id).first<LeadRow>()
  if (!row) throw new Problem('not_found')
  const asked = [
    { because: 'phone' as const, q: row.phone },
    { because: 'name' as const, q: row.full_name?.includes(' ') ? row.full_name : null },
  ]
  const found = await Promise.all(
    asked.map(async ({ because, q }) => {
      const match = q ? matchOf({ q, held: 'all' }, { nowMs: Date.now() }) : undefined
      if (!match) return []
      const { results } = await db
        .prepare(`
          SELECT lead.*
          FROM lead_search
          CROSS JOIN lead ON lead.seq = lead_search.rowid
          WHERE lead_search MATCH ?1
            AND lead.id <> ?2
            AND lead.site_id = ?3
          ORDER BY lead_search.rowid DESC
          LIMIT ${mostSimilar}`)
        .bind(match, id, row.site_id)
        .all<LeadRow>()
      return results.map(
        (other): SimilarLead => ({
          id: other.id,
          email: other.email,
          fullName: other.full_name,
          company: other.company,
          because,
        }),
      )
    }),
  )
  return [
    ...new Map(
      found
        .flat()
        .toReversed()
        .map((one) => [one.id, one]),
    ).values(),
  ]
    .toReversed()
    .slice(0, mostSimilar)
}
