// The list of leads as loaded so far. It outlives its page, so that coming back from a lead finds it as it was left.
import { signal } from '@preact/signals'
import type { LeadFilter, LeadSummary } from '../../../contract/lead.ts'
import { listLeads } from '../../api/leads.ts'
import type { Failure } from '../../api/request.ts'
import { toQuery } from '../../filter.ts'
import { asFailure } from '../../resource.ts'

type List = { query: string; leads: LeadSummary[]; next: string | null; at: number }

export const list = signal<List | undefined>(undefined)
export const loading = signal<'first' | 'more' | undefined>(undefined)
export const failure = signal<Failure | undefined>(undefined)

/** Where the person was when they opened a lead. */
let left: { id: string; scroll: number } | undefined
let under = new AbortController()

// Longer away than this, and new leads matter more than the place in the old list.
const freshMs = 5 * 60_000

/** Shows the first page for `filter`, or the list as it was left. */
export async function showList(filter: LeadFilter): Promise<void> {
  const kept = list.peek()
  if (kept && kept.query === toQuery(filter) && Date.now() - kept.at < freshMs) return
  left = undefined
  await load(filter, null)
}

export const loadMore = (filter: LeadFilter) => load(filter, list.peek()?.next ?? null)

async function load(filter: LeadFilter, after: string | null): Promise<void> {
  under.abort()
  const mine = new AbortController()
  under = mine
  loading.value = after ? 'more' : 'first'
  failure.value = undefined
  try {
    const page = await listLeads(filter, after, mine.signal)
    const before = after ? (list.peek()?.leads ?? []) : []
    list.value = { query: toQuery(filter), leads: [...before, ...page.leads], next: page.next, at: Date.now() }
  } catch (error) {
    if (!mine.signal.aborted) failure.value = asFailure(error)
  } finally {
    if (under === mine) loading.value = undefined
  }
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
