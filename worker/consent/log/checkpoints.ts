// The signed statements of the log, as rows: the latest, a page of them, and the job that makes the next.
import type { CheckpointPage, CheckpointShown, LoggedEvent } from '../../../contract/consent-log.ts'
import type { Env } from '../../env.ts'
import { Problem } from '../../lib/problem.ts'
import { signingKey } from '../../lib/signing-key.ts'
import { type Checkpoint, signCheckpoint, toNote } from './checkpoint.ts'
import { hashOfEvent } from './leaf.ts'
import { append, hashFromBase64, mostLeaves, type Peak, peaksOf, rootOfPeaks, toBase64 } from './merkle.ts'
import { blockLevel, blockSize, eventColumns, LogBroken } from './tree.ts'

/** New events a run takes in: about 10 ms of computing. What is left waits for the next run. */
const eventsPerRun = 1_000

export type StoredCheckpoint = Checkpoint & { key_id: string }

export const latestCheckpoint = (db: D1Database): Promise<StoredCheckpoint | null> =>
  db
    .prepare(`
      SELECT size, key_id, root, at, signature
      FROM consent_checkpoint
      ORDER BY size DESC, at DESC
      LIMIT 1`)
    .first<StoredCheckpoint>()

/** Newest first, those after the one named `size.key`. Throws `invalid` for a cursor we did not hand out. */
export async function listCheckpoints(
  db: D1Database,
  limit: number,
  after = `${mostLeaves + 1}.`,
): Promise<CheckpointPage> {
  const [, size, keyId] = /^(\d{1,10})\.([\w-]*)$/.exec(after) ?? []
  if (size === undefined) throw new Problem('invalid', { fields: { after: 'wrong_format' } })
  const { results } = await db
    .prepare(`
      SELECT size, key_id, root, at, signature
      FROM consent_checkpoint
      WHERE (size, key_id) < (?1, ?2)
      ORDER BY size DESC, key_id DESC
      LIMIT ?3`)
    .bind(Number(size), keyId, limit + 1)
    .all<StoredCheckpoint>()
  const page = results.slice(0, limit)
  const last = results.length > limit ? page.at(-1) : undefined
  return { checkpoints: page.map(shown), next: last ? `${last.size}.${last.key_id}` : null }
}

export const shown = ({ key_id, signature, ...facts }: StoredCheckpoint): CheckpointShown => ({
  ...facts,
  keyId: key_id,
  note: toNote({ ...facts, signature }),
})

/**
 * Takes the events that are new since the last checkpoint into the tree and signs its root; with none, does nothing.
 * Reads and writes in proportion to the new events only. Running twice at once is harmless: both compute the same rows.
 * Throws when the log no longer begins with what was signed before: such a log is never signed again.
 */
export async function checkpointConsents(env: Pick<Env, 'DB' | 'SECRET'>, now: number): Promise<void> {
  const before = await latestCheckpoint(env.DB)
  const signed = before?.size ?? 0
  const { peaks, events } = await beginning(env.DB, signed)
  const key = await signingKey(env.SECRET, 'consents')
  const size = events.at(-1)?.seq ?? signed
  if (size === signed && (!before || before.key_id === key.public.kid)) return

  const completed: Peak[] = []
  const checkSigned = (seq: number) => {
    if (before && seq === signed && toBase64(rootOfPeaks(peaks)) !== before.root)
      throw new LogBroken(`records up to ${signed} changed`)
  }
  let seq = size - events.length
  checkSigned(seq)
  for (const event of events) {
    if (event.seq !== ++seq) throw new LogBroken(`record ${seq} is missing`)
    completed.push(...append(peaks, hashOfEvent(event)).filter(({ level }) => level >= blockLevel))
    checkSigned(seq)
  }
  const root = toBase64(rootOfPeaks(peaks))
  const checkpoint = await signCheckpoint(key, { size, root, at: new Date(now).toISOString() })
  await env.DB.batch([saveNodes(env.DB, completed), saveCheckpoint(env.DB, { ...checkpoint, key_id: key.public.kid })])
}

/** The tree of the complete blocks already signed, and every event after them. */
async function beginning(db: D1Database, signed: number): Promise<{ peaks: Peak[]; events: LoggedEvent[] }> {
  const whole = signed - (signed % blockSize)
  const places = peaksOf(whole)
  const answers = await db.batch([
    db
      .prepare(`
        SELECT hash
        FROM json_each(?1) AS wanted
        CROSS JOIN consent_node ON level = wanted.value ->> 'level' AND position = wanted.value ->> 'position'
        ORDER BY wanted.key`)
      .bind(JSON.stringify(places)),
    db
      .prepare(`
        SELECT ${eventColumns}
        FROM consent_event
        WHERE seq > ?1
        ORDER BY seq
        LIMIT ?2`)
      .bind(whole, signed - whole + eventsPerRun),
  ])
  const [nodes, events] = answers.map(({ results }) => results) as [{ hash: string }[], LoggedEvent[]]
  const peaks = places.flatMap((place, i) => {
    const hash = hashFromBase64(nodes[i]?.hash ?? '')
    return hash ? [{ ...place, hash }] : []
  })
  return { peaks, events }
}

const saveNodes = (db: D1Database, nodes: Peak[]) =>
  db
    .prepare(`
      INSERT INTO consent_node (level, position, hash)
      SELECT value ->> 'level', value ->> 'position', value ->> 'hash'
      FROM json_each(?1)
      WHERE true
      ON CONFLICT DO NOTHING`)
    .bind(JSON.stringify(nodes.map((node) => ({ ...node, hash: toBase64(node.hash) }))))

const saveCheckpoint = (db: D1Database, { size, key_id, root, at, signature }: StoredCheckpoint) =>
  db
    .prepare(`
      INSERT INTO consent_checkpoint (size, key_id, root, at, signature)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT DO NOTHING`)
    .bind(size, key_id, root, at, signature)
