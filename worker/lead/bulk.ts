// The same thing done to many leads. Each kind is the deed of its own noun; here it is only chosen.
import type { BulkAction, BulkDone } from '../../contract/bulk.ts'
import { enterErasure } from '../ops/ledger.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { assignLeads } from './assign.ts'
import { erasing } from './delete.ts'
import { changeStages } from './stage.ts'
import { changeTags } from './tag.ts'

/** Throws what each deed throws. Leads there are none of are passed over. */
export async function doToMany(db: D1Database, asked: BulkAction, actor: Actor, now: number): Promise<BulkDone> {
  const { ids } = asked
  if (asked.action === 'stage') return { changed: await changeStages(db, ids, asked.change, actor, now) }
  if (asked.action === 'assign') return { changed: await assignLeads(db, ids, asked.to, actor, now) }
  if (asked.action === 'delete') return { changed: await deleteMany(db, ids, actor, now) }
  const changed = await changeTags(db, ids, asked.change, actor, now)
  return { changed: changed.map(({ id, from }) => ({ id, from })) }
}

// In one transaction, so that what is written down of it is what was done.
async function deleteMany(db: D1Database, asked: string[], actor: Actor, now: number): Promise<{ id: string }[]> {
  const { results: known } = await db
    .prepare('SELECT id FROM lead WHERE id IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(asked))
    .all<{ id: string }>()
  if (!known.length) return []
  const at = new Date(now).toISOString()
  await db.batch([
    ...known.flatMap(({ id }) => [enterErasure(db, { leadId: id, at }), ...erasing(db, id, at)]),
    auditEntry(db, actor, 'leads.deleted', { count: known.length }, now),
  ])
  return known
}
