// The list of leads as loaded so far. It outlives its page, so that coming back from a lead finds it as it was left.
import { signal } from '@preact/signals'
import type { LeadCount, LeadSummary } from '../../../contract/lead.ts'
import { countLeads, type Listed, listLeads } from '../../api/leads.ts'
import type { Failure } from '../../api/request.ts'
import { sortOf, toQuery, type View } from '../../filter.ts'
import { asFailure } from '../../resource.ts'

type List = { query: string; leads: LeadSummary[]; next: string | null; at: number; total?: LeadCount }

export const list = signal<List | undefined>(undefined)
export const loading = signal<'first' | 'more' | undefined>(undefined)
export const failure = signal<Failure | undefined>(undefined)

/** Where the leads were last looked at: the way back from one of them. */
export const listAddress = signal('/dashboard/leads')

/** Where the person was when they opened a lead. */
let left: { id: string; scroll: number } | undefined
let under = new AbortController()

// Longer away than this, and new leads matter more than the place in the old list.
const freshMs = 5 * 60_000

export const queryOf = ({ filter, sort, segment }: Listed & Pick<View, 'segment'>): string =>
  toQuery(filter, { ...sortOf({ sort }), segment })

/** Shows the first page, or the list as it was left. */
export async function showList(view: View): Promise<void> {
  const kept = list.peek()
  if (kept && kept.query === queryOf(view) && Date.now() - kept.at < freshMs) return
  left = undefined
  await load(view, null)
}

export const loadMore = (view: View) => load(view, list.peek()?.next ?? null)

async function load(view: View, after: string | null): Promise<void> {
  under.abort()
  const mine = new AbortController()
  under = mine
  loading.value = after ? 'more' : 'first'
  failure.value = undefined
  const query = queryOf(view)
  try {
    const page = await listLeads(view, after, mine.signal)
    const before = after ? list.peek() : undefined
    const leads = [...(before?.leads ?? []), ...page.leads]
    const total = page.next ? before?.total : { count: leads.length, isMore: false }
    list.value = { query, leads, next: page.next, at: Date.now(), total }
    if (!total) countAll(view, query, mine.signal)
  } catch (error) {
    if (!mine.signal.aborted) failure.value = asFailure(error)
  } finally {
    if (under === mine) loading.value = undefined
  }
}

// The rows come first; how many there are comes when it comes, and without it the list is as good.
async function countAll({ filter }: View, query: string, leaving: AbortSignal): Promise<void> {
  const total = await countLeads(filter, undefined, leaving).catch(() => undefined)
  const kept = list.peek()
  if (total && kept?.query === query) list.value = { ...kept, total }
}

export function forgetList(): void {
  list.value = undefined
}

export function forgetLead(id: string): void {
  const kept = list.peek()
  if (kept) list.value = { ...kept, leads: kept.leads.filter((lead) => lead.id !== id) }
}

export function leaveFor(id: string): void {
  left = { id, scroll: scrollY }
}

/** Where to return to, once. */
export function takeLeft() {
  const place = left
  left = undefined
  return place
}
