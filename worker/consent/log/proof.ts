// Proofs to hand out: that an event is in the signed log, and that the log only ever grew.
import type { CheckpointShown, Consistency, Inclusion, LoggedEvent } from '../../../contract/consent-log.ts'
import { Problem } from '../../lib/problem.ts'
import { latestCheckpoint, shown } from './checkpoints.ts'
import { eventOf, hashOfEvent } from './leaf.ts'
import { consistencyProof, inclusionProof, rootByInclusion, rootOf, toBase64 } from './merkle.ts'
import { eventColumns, LogBroken, withTree } from './tree.ts'

/** Proves events against a checkpoint that covers them all, in one round trip. */
export async function proveEvents(
  db: D1Database,
  { size, root }: CheckpointShown,
  events: LoggedEvent[],
): Promise<Inclusion[]> {
  const proofs = await withTree(db, (nodes) => events.map(({ seq }) => inclusionProof(seq - 1, size, nodes))).catch(
    (error) => {
      if (error instanceof LogBroken) return []
      throw error
    },
  )
  return events.map((row, i) => {
    const event = eventOf(row)
    const leaf = hashOfEvent(event)
    const index = event.seq - 1
    const proof = proofs[i] ?? []
    const reached = rootByInclusion(leaf, index, size, proof)
    const holds = reached !== undefined && toBase64(reached) === root
    return { event, leaf: toBase64(leaf), index, size, proof: proof.map(toBase64), holds }
  })
}

/** The event at a position of the log, proved against the latest checkpoint. Throws `not_found` where none covers it. */
export async function proveEvent(
  db: D1Database,
  seq: number,
): Promise<{ inclusion: Inclusion; checkpoint: CheckpointShown }> {
  const [latest, event] = await Promise.all([
    latestCheckpoint(db),
    db.prepare(`SELECT ${eventColumns} FROM consent_event WHERE seq = ?1`).bind(seq).first<LoggedEvent>(),
  ])
  if (!latest || !event || seq > latest.size) throw new Problem('not_found')
  const checkpoint = shown(latest)
  const [inclusion] = await proveEvents(db, checkpoint, [event])
  return { inclusion: inclusion!, checkpoint }
}

/**
 * That the log of `to` events begins with the log of `from` events; `to` is the latest checkpoint's size when absent.
 * Throws `not_found` beyond that, `invalid` where `from` comes after `to`.
 */
export async function proveConsistency(db: D1Database, from: number, asked?: number): Promise<Consistency> {
  const latest = await latestCheckpoint(db)
  const to = asked ?? latest?.size ?? 0
  if (!latest || to > latest.size) throw new Problem('not_found')
  if (from > to) throw new Problem('invalid', { fields: { from: 'too_large' } })
  return withTree(db, (nodes) => ({
    from,
    fromRoot: toBase64(rootOf(from, nodes)),
    to,
    toRoot: toBase64(rootOf(to, nodes)),
    proof: consistencyProof(from, to, nodes).map(toBase64),
  }))
}
