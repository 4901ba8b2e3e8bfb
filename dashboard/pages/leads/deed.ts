// One thing that can be done to leads, what a lead is after it, and what takes it back. Pure.
import type { BulkAction, BulkDone } from '../../../contract/bulk.ts'
import type { LeadSummary } from '../../../contract/lead.ts'
import { asksWhy } from '../../stages.ts'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type Deed = Without<BulkAction, 'ids'>
export type Changed = BulkDone['changed']

/** A lead as a deed leaves it. */
export function after(lead: LeadSummary, deed: Deed, members: { id: string; name: string }[]): LeadSummary {
  if (deed.action === 'stage') return { ...lead, stage: deed.change.to }
  if (deed.action === 'tags') return { ...lead, tags: afterTags(lead.tags, deed.change) }
  if (deed.action === 'assign') return { ...lead, assignedTo: members.find(({ id }) => id === deed.to) ?? null }
  return lead
}

type TagChange = { add?: string[]; remove?: string[] }

/** As the server tags: the same word in capitals is the same tag. */
export function afterTags(had: string[], { add = [], remove = [] }: TagChange): string[] {
  const kept = without(had, remove)
  return [...kept, ...without(add, kept)]
}

const without = (tags: string[], others: string[]) => {
  const keys = new Set(others.map((tag) => tag.toLowerCase()))
  return tags.filter((tag) => !keys.has(tag.toLowerCase()))
}

/** What takes a deed back: one deed for all that were alike before. `why`: what to say where a stage asks for a reason. */
export function waysBack(deed: Deed, changed: Changed, why: string): { back: Deed; ids: string[] }[] {
  const ways = Map.groupBy(changed, ({ from }) => JSON.stringify(backTo(deed, from, why)))
  return [...ways].map(([back, leads]) => ({ back: JSON.parse(back), ids: leads.map(({ id }) => id) }))
}

function backTo(deed: Deed, from: Changed[number]['from'], why: string): Deed {
  if (deed.action === 'stage') {
    const to = from as LeadSummary['stage']
    return { action: 'stage', change: asksWhy(to) ? { to, why } : { to } }
  }
  if (deed.action === 'assign') return { action: 'assign', to: from as string | null }
  if (deed.action === 'delete') return deed
  const had = (from ?? []) as string[]
  const has = afterTags(had, deed.change)
  return { action: 'tags', change: { add: without(had, has), remove: without(has, had) } }
}
