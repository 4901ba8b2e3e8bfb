// The columns of the board as loaded so far, a stage each.
import { signal } from '@preact/signals'
import type { LeadCount, LeadFilter, LeadSummary } from '../../../contract/lead.ts'
import type { Stage } from '../../../contract/stage.ts'
import { countLeads, type Listed, listLeads } from '../../api/leads.ts'
import type { Failure } from '../../api/request.ts'
import { asFailure } from '../../resource.ts'
import { stageNames } from '../../stages.ts'

export type Column = { leads: LeadSummary[]; next: string | null; total?: LeadCount; busy: boolean; failure?: Failure }

export const columns = signal<Partial<Record<Stage, Column>>>({})

const aPage = 25
/** A column says how many it has up to here; nobody counts cards beyond. */
const mostCounted = 1_000
let under = new AbortController()

export const stagesShown = (filter: LeadFilter): readonly Stage[] => filter.stage ?? stageNames

const put = (stage: Stage, change: Partial<Column>) => {
  const column = columns.peek()[stage] ?? { leads: [], next: null, busy: false }
  columns.value = { ...columns.peek(), [stage]: { ...column, ...change } }
}

/** Loads the first cards of every column. What was under way for another filter is left. */
export function loadBoard(listed: Listed): void {
  under.abort()
  under = new AbortController()
  columns.value = {}
  for (const stage of stagesShown(listed.filter)) {
    more(listed, stage)
    countAll(listed, stage, under.signal)
  }
}

/** The next cards of a column. */
export async function more({ filter, sort }: Listed, stage: Stage): Promise<void> {
  const { signal: leaving } = under
  put(stage, { busy: true, failure: undefined })
  try {
    const asked = { filter: { ...filter, stage: [stage] }, sort }
    const page = await listLeads(asked, columns.peek()[stage]?.next ?? null, leaving, aPage)
    if (leaving.aborted) return
    const before = columns.peek()[stage]?.leads ?? []
    const known = new Set(before.map(({ id }) => id))
    put(stage, { leads: [...before, ...page.leads.filter(({ id }) => !known.has(id))], next: page.next, busy: false })
  } catch (error) {
    if (!leaving.aborted) put(stage, { busy: false, failure: asFailure(error) })
  }
}

async function countAll({ filter }: Listed, stage: Stage, leaving: AbortSignal): Promise<void> {
  const total = await countLeads({ ...filter, stage: [stage] }, mostCounted, leaving).catch(() => undefined)
  if (total && !leaving.aborted) put(stage, { total })
}

/** Shows leads at the top of another column. */
export function moveCards(moved: ReadonlySet<string>, to: Stage): void {
  const cards = Object.values(columns.peek()).flatMap(({ leads }) => leads.filter(({ id }) => moved.has(id)))
  for (const stage of Object.keys(columns.peek()) as Stage[]) {
    const { leads, total } = columns.peek()[stage]!
    const stay = leads.filter(({ id }) => !moved.has(id))
    const came = stage === to ? cards.map((card) => ({ ...card, stage: to })) : []
    put(stage, {
      leads: [...came, ...stay],
      total: total && recounted(total, came.length + stay.length - leads.length),
    })
  }
}

const recounted = (total: LeadCount, by: number): LeadCount =>
  total.isMore ? total : { ...total, count: total.count + by }
