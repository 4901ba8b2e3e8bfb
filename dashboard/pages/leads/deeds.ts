// One thing done to many leads, hundred by hundred, so that it can be watched and stopped; and taken back by what each was before.
import { signal } from '@preact/signals'
import type { BulkAction } from '../../../contract/bulk.ts'
import type { LeadFilter } from '../../../contract/lead.ts'
import { doToMany, listLeads } from '../../api/leads.ts'
import { count, t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { say } from '../../ui/said.tsx'
import { type Changed, type Deed, waysBack } from './deed.ts'

/** Shows leads as a deed has left them. */
export type Shows = (
  changed: ReadonlySet<string>,
  deed: Deed,
  from: ReadonlyMap<string, Changed[number]['from']>,
) => void

/** What is being done now. */
export const doing = signal<{ done: number; of?: number; stop: () => void } | undefined>(undefined)

const most = { delete: 20, other: 100 }
// Beyond, taking back would be a day's work for the browser.
const mostUndone = 10_000

/** Leads chosen one by one, or all that a filter lets through. */
export type Chosen = { ids: string[] } | { filter: LeadFilter; total?: number }

export async function perform(deed: Deed, chosen: Chosen, shows: Shows): Promise<void> {
  const { changed, failed, stopped } = await inChunks(deed, chosen, shows)
  if (failed) say(failed)
  else if (changed.length || stopped) sayDone(deed, changed, shows)
  else say(t('bulk.nothing'))
}

async function inChunks(deed: Deed, chosen: Chosen, shows: Shows) {
  const leaving = new AbortController()
  const of = 'ids' in chosen ? chosen.ids.length : chosen.total
  const size = deed.action === 'delete' ? most.delete : most.other
  const changed: Changed = []
  let [done, failed] = [0, '']
  const show = () => {
    doing.value = { done, of, stop: () => leaving.abort() }
  }
  show()
  try {
    for await (const ids of chunksOf(chosen, size, leaving.signal)) {
      const answer = await doToMany({ ...deed, ids } as BulkAction)
      changed.push(...answer.changed)
      done += ids.length
      shows(
        new Set(answer.changed.map(({ id }) => id)),
        deed,
        new Map(answer.changed.map(({ id, from }) => [id, from])),
      )
      if (leaving.signal.aborted) break
      show()
    }
  } catch (error) {
    if (!leaving.signal.aborted) failed = t(`error.${asFailure(error).code}`)
  } finally {
    doing.value = undefined
  }
  return { changed, failed, stopped: leaving.signal.aborted }
}

// A page after the place of the one before: what was done to it does not move the others.
async function* chunksOf(chosen: Chosen, size: number, leaving: AbortSignal): AsyncGenerator<string[]> {
  if ('ids' in chosen) {
    for (let i = 0; i < chosen.ids.length; i += size) yield chosen.ids.slice(i, i + size)
    return
  }
  for (let after: string | null = null, isFirst = true; isFirst || after; isFirst = false) {
    const page = await listLeads({ filter: chosen.filter, sort: 'newest' }, after, leaving, size)
    if (page.leads.length) yield page.leads.map(({ id }) => id)
    after = page.next
  }
}

function sayDone(deed: Deed, changed: Changed, shows: Shows): void {
  const n = changed.length
  const words = {
    stage: () => count('bulk.done.stage', n, { stage: deed.action === 'stage' ? t(`stage.${deed.change.to}`) : '' }),
    tags: () => count('bulk.done.tags', n),
    assign: () => count('bulk.done.assign', n),
    delete: () => count('bulk.done.delete', n),
  }[deed.action]()
  const isUndoable = deed.action !== 'delete' && n > 0 && n <= mostUndone
  say(words, isUndoable ? () => undo(deed, changed, shows) : undefined)
}

async function undo(deed: Deed, changed: Changed, shows: Shows): Promise<void> {
  let undone = 0
  for (const { back, ids } of waysBack(deed, changed, t('bulk.undoWhy'))) {
    const { changed, failed } = await inChunks(back, { ids }, shows)
    if (failed) return say(failed)
    undone += changed.length
  }
  say(count('bulk.undone', undone))
}
