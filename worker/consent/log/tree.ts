// The log's tree as it lies in the database: complete blocks as rows of consent_node, below them the events themselves.
import type { LoggedEvent } from '../../../contract/consent-log.ts'
import { hashOfEvent, leafColumns } from './leaf.ts'
import { type Hash, hashFromBase64, type Nodes, parentHash } from './merkle.ts'

/** Subtrees of this level and above are kept: 2^5 = 32 events. */
export const blockLevel = 5
export const blockSize = 2 ** blockLevel

export const eventColumns = leafColumns.map((column) => `consent_event.${column}`).join(', ')

type NodeRow = { level: number; position: number; hash: string }

/**
 * Does `work` on the tree, having read just the nodes it asks for, in one round trip. `work` runs twice: once to see what it asks.
 * It may only ask about events up to a checkpoint's size.
 */
export async function withTree<T>(db: D1Database, work: (nodes: Nodes) => T): Promise<T> {
  const stored = new Map<string, [number, number]>()
  const blocks = new Set<number>()
  work((level, position) => {
    if (level >= blockLevel) stored.set(`${level} ${position}`, [level, position])
    else blocks.add(Math.floor(position / 2 ** (blockLevel - level)))
    return new Uint8Array(32)
  })
  const answers = await db.batch([
    db
      .prepare(`
        SELECT level, position, hash
        FROM json_each(?1) AS wanted
        CROSS JOIN consent_node ON level = wanted.value ->> 0 AND position = wanted.value ->> 1`)
      .bind(JSON.stringify([...stored.values()])),
    db
      .prepare(`
        SELECT ${eventColumns}
        FROM json_each(?1) AS block
        CROSS JOIN consent_event ON seq > block.value * ${blockSize} AND seq <= (block.value + 1) * ${blockSize}`)
      .bind(JSON.stringify([...blocks])),
  ])
  const [nodes, events] = answers.map(({ results }) => results) as [NodeRow[], LoggedEvent[]]
  const hashes = new Map(nodes.map((row) => [`${row.level} ${row.position}`, row.hash]))
  const leaves = new Map(events.map((event) => [event.seq - 1, event]))
  const node: Nodes = (level, position): Hash => {
    if (level >= blockLevel) return hashFromBase64(hashes.get(`${level} ${position}`) ?? '') ?? missing()
    if (level > 0) return parentHash(node(level - 1, position * 2), node(level - 1, position * 2 + 1))
    const event = leaves.get(position)
    return event ? hashOfEvent(event) : missing()
  }
  return work(node)
}

const missing = (): never => {
  throw new LogBroken('a record or a node is missing')
}

/** The log is not what was signed. Only somebody who got around the triggers can bring this about. */
export class LogBroken extends Error {
  override name = 'LogBroken'
}
