// The whole log on its way out, one JSON value a line, so that anybody can check it without us.
import type { LoggedEvent } from '../../../contract/consent-log.ts'
import type { Secrets } from '../../lib/signed-token.ts'
import { publicKeys } from '../../lib/signing-key.ts'
import { toNote } from './checkpoint.ts'
import { latestCheckpoint, type StoredCheckpoint } from './checkpoints.ts'
import { eventOf, hashOfEvent } from './leaf.ts'
import { toBase64 } from './merkle.ts'
import { eventColumns } from './tree.ts'
import type { ExportLine } from './verify.ts'

/** Larger pages read no faster and hold more memory. */
const pageSize = 5_000

type Options = {
  /** Whether each event carries what opens its subject, where the person is still there. */
  openings: boolean
  now: string
}
type EventRow = LoggedEvent & { salt?: string | null }

/** Lines up to the latest checkpoint: the head, then each event after its notice, older checkpoints in their places, the end. */
export async function* exportLog(db: D1Database, secrets: Secrets, { openings, now }: Options): AsyncGenerator<string> {
  const latest = await latestCheckpoint(db)
  const size = latest?.size ?? 0
  yield line({
    log: {
      format: 'aimant-consents/1',
      exportedAt: now,
      keys: await publicKeys(secrets),
      note: latest && toNote(latest),
    },
  })
  const told = new Set<string>()
  let next = size > 0 ? page(db, 0, size, openings) : undefined
  while (next) {
    const { events, checkpoints } = await next
    const last = events.at(-1)?.seq ?? size
    // While one page is being written the next is already being read. Should the receiver leave, nobody waits for it.
    next = last < size ? page(db, last, size, openings) : undefined
    next?.catch(() => {})
    const notices = await untold(db, told, events)
    const lines: ExportLine[] = []
    for (const { salt, ...row } of events) {
      const notice = notices.get(row.notice_id)
      if (notice && !told.has(row.notice_id))
        lines.push({ notice: { id: row.notice_id, snapshot: JSON.parse(notice) } })
      told.add(row.notice_id)
      lines.push({ event: eventOf(row), hash: toBase64(hashOfEvent(row)), ...(salt && { salt }) })
      for (const checkpoint of checkpoints.get(row.seq) ?? []) lines.push({ checkpoint: toNote(checkpoint) })
    }
    yield lines.map(line).join('')
  }
  yield line({ end: { events: size } })
}

const line = (value: ExportLine) => `${JSON.stringify(value)}\n`

async function page(db: D1Database, after: number, size: number, openings: boolean) {
  const to = Math.min(size, after + pageSize)
  const answers = await db.batch([
    db
      .prepare(`
        SELECT ${eventColumns}${openings ? ', submission.salt' : ''}
        FROM consent_event
        ${openings ? 'LEFT JOIN submission ON submission.id = consent_event.submission_id' : ''}
        WHERE seq > ?1 AND seq <= ?2
        ORDER BY seq`)
      .bind(after, to),
    db
      .prepare(`
        SELECT size, key_id, root, at, signature
        FROM consent_checkpoint
        WHERE size > ?1 AND size <= ?2 AND size < ?3
        ORDER BY size, at`)
      .bind(after, to, size),
  ])
  const [events, checkpoints] = answers.map(({ results }) => results) as [EventRow[], StoredCheckpoint[]]
  return { events, checkpoints: Map.groupBy(checkpoints, (row) => row.size) }
}

async function untold(db: D1Database, told: Set<string>, events: EventRow[]): Promise<Map<string, string>> {
  const ids = new Set(events.map((event) => event.notice_id).filter((id) => !told.has(id)))
  if (ids.size === 0) return new Map()
  const { results } = await db
    .prepare(`
      SELECT id, snapshot
      FROM notice
      WHERE id IN (SELECT value FROM json_each(?1))`)
    .bind(JSON.stringify([...ids]))
    .all<{ id: string; snapshot: string }>()
  return new Map(results.map(({ id, snapshot }) => [id, snapshot]))
}
