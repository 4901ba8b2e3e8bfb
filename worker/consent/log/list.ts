// The log for people to read: filtered, the newest first, each with whom it is about while they are there and what they saw.
import type { EventFilter, EventPage, ListedEvent, LoggedEvent } from '../../../contract/consent-log.ts'
import { readAll } from '../../lib/db.ts'
import { dayMs } from '../../lib/time.ts'
import { type NoticeSnapshot, wordingOf } from '../notice.ts'
import { mostLeaves } from './merkle.ts'

/** Records a request looks through where no index serves what is asked: an index more would cost every submission a row. */
const mostSought = 20_000
/** Nothing waits longer for its place in the log: queues keep what they hold for fourteen days at most. */
const latestDays = 14

type Row = Pick<LoggedEvent, 'seq' | 'at' | 'purpose' | 'basis' | 'state' | 'method' | 'gpc' | 'notice_id'> & {
  lead_id: string
  email: string | null
}

/** Imported events stand where they were imported, whatever moment they speak of. */
export async function listEvents(
  db: D1Database,
  filter: EventFilter,
  limit: number,
  after = mostLeaves,
): Promise<EventPage> {
  const { size, signed, low, high } = await range(db, filter)
  const top = Math.min(after, high + 1, size + 1)
  const isLater = filter.state && !['given', 'shown_not_given'].includes(filter.state)
  const bottom = filter.lead || isLater ? low : Math.max(low, top - 1 - mostSought)
  const { sql, binds } = eventsAsked(filter, { bottom, top, most: limit + 1 })
  const { results } = await db
    .prepare(sql)
    .bind(...binds)
    .all<Row>()
  const page = results.slice(0, limit)
  const next = results.length > limit ? page.at(-1)!.seq : bottom > low ? bottom + 1 : null
  return { events: await withNotices(db, page, signed), next, size }
}

/** The question, whose plan a test reads: it walks along the lead's events, the rare states, or the log itself. */
export function eventsAsked(
  { purpose, state, from, to, lead }: EventFilter,
  { bottom, top, most }: { bottom: number; top: number; most: number },
): { sql: string; binds: (string | number)[] } {
  const isLater = state && !['given', 'shown_not_given'].includes(state)
  const index = lead ? 'INDEXED BY consent_event_by_lead' : isLater ? 'INDEXED BY consent_event_later' : 'NOT INDEXED'
  const wanted: [clause: string, value: string | undefined][] = [
    ['lead_id = ?', lead],
    ['state = ?', state],
    ['purpose = ?', purpose],
    ['at >= ?', from],
    ['at < ?', to && dayAfter(to, 1)],
  ]
  const asked = wanted.filter((each): each is [string, string] => each[1] !== undefined)
  const clauses = [
    ...asked.map(([clause], i) => `${clause}${i + 4}`),
    // As the index says it, so that it is known to hold all of them.
    ...(isLater ? [`state NOT IN ('given', 'shown_not_given')`] : []),
  ]
  const sql = `
    SELECT
      seq, at, purpose, basis, state, method, gpc, notice_id, lead_id,
      (SELECT email FROM lead WHERE id = said.lead_id) AS email
    FROM (
      SELECT *
      FROM consent_event ${index}
      WHERE ${['seq > ?1', 'seq < ?2', ...clauses].join('\n        AND ')}
      ORDER BY seq DESC
      LIMIT ?3
    ) AS said`
  return { sql, binds: [bottom, top, most, ...asked.map(([, value]) => value)] }
}

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString()

// What was in the log when a checkpoint was signed had been said by then. So the days asked for lie between two of them.
async function range(db: D1Database, { from, to }: EventFilter) {
  const [[counted], [before], [beyond], [latest]] = await readAll<
    [{ n: number | null }, { size: number }, { size: number }, { size: number }]
  >(db, [
    db.prepare('SELECT max(seq) AS n FROM consent_event'),
    db
      .prepare('SELECT size FROM consent_checkpoint WHERE at <= ?1 ORDER BY at DESC, size DESC LIMIT 1')
      .bind(from ?? ''),
    db
      .prepare('SELECT size FROM consent_checkpoint WHERE at >= ?1 ORDER BY at, size LIMIT 1')
      .bind(to ? dayAfter(to, 1 + latestDays) : '9'),
    db.prepare('SELECT size FROM consent_checkpoint ORDER BY size DESC LIMIT 1'),
  ])
  const size = counted?.n ?? 0
  return { size, signed: latest?.size ?? 0, low: before?.size ?? 0, high: beyond?.size ?? size }
}

async function withNotices(db: D1Database, rows: Row[], signed: number): Promise<ListedEvent[]> {
  if (!rows.length) return []
  const { results } = await db
    .prepare('SELECT id, snapshot FROM notice WHERE id IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify([...new Set(rows.map((row) => row.notice_id))]))
    .all<{ id: string; snapshot: string }>()
  const notices = new Map(results.map(({ id, snapshot }) => [id, JSON.parse(snapshot) as NoticeSnapshot]))
  return rows.map(({ notice_id: noticeId, lead_id: id, email, gpc, ...row }) => {
    const shown = notices.get(noticeId)
    const box = shown?.consents.find(({ purpose }) => purpose === row.purpose)
    return {
      ...row,
      gpc: gpc === 1,
      lead: email === null ? null : { id, email },
      noticeId,
      form: shown?.form ?? '',
      version: shown?.version ?? 0,
      language: shown?.language ?? 'en',
      wording: box ? wordingOf(box) : null,
      isSigned: row.seq <= signed,
    }
  })
}

/** Every purpose that was ever asked about, by name. */
export async function listPurposes(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(`
      SELECT DISTINCT box.value ->> 'purpose' AS purpose
      FROM (SELECT snapshot FROM notice ORDER BY created_at DESC LIMIT 2000) AS shown
      CROSS JOIN json_each(shown.snapshot, '$.consents') AS box
      ORDER BY purpose
      LIMIT 200`)
    .all<{ purpose: string }>()
  return results.map(({ purpose }) => purpose)
}
