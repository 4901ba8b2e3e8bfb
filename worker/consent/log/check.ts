// Checking the log from inside: what the dashboard says of it. Whoever does not believe this server checks an export instead.
import type { LoggedEvent, RecordsChecked, Verification } from '../../../contract/consent-log.ts'
import { readAll } from '../../lib/db.ts'
import { Problem } from '../../lib/problem.ts'
import type { Secrets } from '../../lib/signed-token.ts'
import { publicKeys } from '../../lib/signing-key.ts'
import { signerOf } from './checkpoint.ts'
import { latestCheckpoint, type StoredCheckpoint, shown } from './checkpoints.ts'
import { hashOfEvent } from './leaf.ts'
import {
  append,
  hashFromBase64,
  isSameHash,
  type Peak,
  parentHash,
  peaksOf,
  rootOf,
  rootOfPeaks,
  toBase64,
} from './merkle.ts'
import { proveEvent } from './proof.ts'
import { blockLevel, blockSize, eventColumns, LogBroken, withTree } from './tree.ts'

/** The latest checkpoint's signature and root, whether the log only grew since the one before, and the newest event's proof. */
export async function verifyLog(env: Secrets & { DB: D1Database }): Promise<Verification> {
  const [[counted], [latest, before]] = await readAll<[{ n: number | null }, StoredCheckpoint]>(env.DB, [
    env.DB.prepare('SELECT max(seq) AS n FROM consent_event'),
    env.DB.prepare(
      'SELECT size, key_id, root, at, signature FROM consent_checkpoint ORDER BY size DESC, at DESC LIMIT 2',
    ),
  ])
  const events = counted?.n ?? 0
  if (!latest) return { events, checkpoint: null, signedBy: null, rootHolds: null, grewFrom: null, newestHolds: null }
  const [signer, roots, newest] = await Promise.all([
    publicKeys(env).then((keys) => signerOf(latest, keys)),
    rootsOf(env.DB, [latest.size, ...(before ? [before.size] : [])]),
    orBroken(proveEvent(env.DB, latest.size)),
  ])
  const [root, rootBefore] = roots
  return {
    events,
    checkpoint: shown(latest),
    signedBy: signer?.kid ?? null,
    rootHolds: root === latest.root,
    grewFrom: before ? { size: before.size, at: before.at, holds: rootBefore === before.root } : null,
    newestHolds: newest?.inclusion.holds ?? false,
  }
}

const rootsOf = async (db: D1Database, sizes: number[]): Promise<string[]> =>
  (await orBroken(withTree(db, (nodes) => sizes.map((size) => toBase64(rootOf(size, nodes)))))) ?? []

async function orBroken<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof LogBroken || (error instanceof Problem && error.code === 'not_found')) return undefined
    throw error
  }
}

/** About 20 ms of computing a request. */
export const chunkLevel = 10
const chunkSize = 2 ** chunkLevel

type Place = { level: number; position: number }

/**
 * Hashes the records after `after`, a multiple of 1,024, and compares them with the tree; with the last, the whole with the signed root.
 * Checked from 0 on to the end, no record can be otherwise than it was signed.
 */
export async function checkRecords(db: D1Database, after: number): Promise<RecordsChecked> {
  const latest = await latestCheckpoint(db)
  const size = latest?.size ?? 0
  const to = Math.min(size, after + chunkSize)
  if (!latest || after >= size) return { to: size, size, wrong: null, next: null }
  const places = placesFor(after, to, size)
  const [events, nodes] = await readAll<[LoggedEvent, { level: number; position: number; hash: string }]>(db, [
    db.prepare(`SELECT ${eventColumns} FROM consent_event WHERE seq > ?1 AND seq <= ?2 ORDER BY seq`).bind(after, to),
    db
      .prepare(`
        SELECT level, position, hash
        FROM json_each(?1) AS wanted
        CROSS JOIN consent_node ON level = wanted.value ->> 'level' AND position = wanted.value ->> 'position'`)
      .bind(JSON.stringify(places)),
  ])
  const stored = new Map(nodes.map((node) => [nameOf(node), hashFromBase64(node.hash)]))
  const wrong =
    wrongBlock(events, after, to, stored) ??
    (isRight(after, to, size, latest.root, events, stored) ? null : { from: after + 1, to })
  return { to, size, wrong, next: wrong || to === size ? null : to }
}

const nameOf = ({ level, position }: Place) => `${level} ${position}`

/** Blocks of the stretch, what its end completes above them with both halves, and at the end of the log the peaks. */
function placesFor(after: number, to: number, size: number): Place[] {
  const blocks = Array.from({ length: Math.floor((to - after) / blockSize) }, (_, i) => ({
    level: blockLevel,
    position: after / blockSize + i,
  }))
  const above = completedBy(to).flatMap(({ level, position }) => [
    { level, position },
    { level: level - 1, position: position * 2 },
    { level: level - 1, position: position * 2 + 1 },
  ])
  return [
    ...blocks,
    { level: chunkLevel, position: after / chunkSize },
    ...above,
    ...(to === size ? peaksOf(after) : []),
  ]
}

/** Nodes above the chunks that are complete with this many records. */
function completedBy(to: number): Place[] {
  const completed: Place[] = []
  for (let level = chunkLevel + 1; to % 2 ** level === 0; level++)
    completed.push({ level, position: to / 2 ** level - 1 })
  return completed
}

type Stored = Map<string, Uint8Array<ArrayBuffer> | undefined>

/** The first block of 32 that is not what was kept of it, or where a record is missing. */
function wrongBlock(
  events: LoggedEvent[],
  after: number,
  to: number,
  stored: Stored,
): { from: number; to: number } | undefined {
  for (let begin = after; begin < to; begin += blockSize) {
    const end = Math.min(to, begin + blockSize)
    const block = events.slice(begin - after, end - after)
    const isWhole = block.length === end - begin && block.every(({ seq }, i) => seq === begin + i + 1)
    const kept = stored.get(nameOf({ level: blockLevel, position: begin / blockSize }))
    const isKept = end - begin < blockSize || (kept && isSameHash(rootOfPeaks(peaksFrom(block)), kept))
    if (!isWhole || !isKept) return { from: begin + 1, to: end }
  }
  return undefined
}

function peaksFrom(events: LoggedEvent[]): Peak[] {
  const peaks: Peak[] = []
  for (const event of events) append(peaks, hashOfEvent(event))
  return peaks
}

function isRight(
  after: number,
  to: number,
  size: number,
  root: string,
  events: LoggedEvent[],
  stored: Stored,
): boolean {
  const peaks = peaksFrom(events)
  const kept = (level: number, position: number) => stored.get(nameOf({ level, position }))
  const chunk = kept(chunkLevel, after / chunkSize)
  if (to - after === chunkSize && !(chunk && isSameHash(rootOfPeaks(peaks), chunk))) return false
  for (const { level, position } of completedBy(to)) {
    const [whole, left, right] = [
      kept(level, position),
      kept(level - 1, position * 2),
      kept(level - 1, position * 2 + 1),
    ]
    if (!whole || !left || !right || !isSameHash(parentHash(left, right), whole)) return false
  }
  if (to < size) return true
  const before = peaksOf(after).map((place) => ({ ...place, hash: kept(place.level, place.position) }))
  const whole = before.filter((peak): peak is Peak => peak.hash !== undefined)
  return whole.length === before.length && toBase64(rootOfPeaks([...whole, ...peaks])) === root
}
