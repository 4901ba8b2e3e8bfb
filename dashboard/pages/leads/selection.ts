// Which leads are chosen, to have something done to them: some of those on screen, or all that match.
import { signal } from '@preact/signals'

export const chosen = signal<ReadonlySet<string>>(new Set())
export const isEverything = signal(false)

let anchor: string | undefined

export function chooseNone(): void {
  chosen.value = new Set()
  isEverything.value = false
  anchor = undefined
}

export const chooseAll = (ids: string[]) => {
  chosen.value = new Set(ids)
  isEverything.value = false
}

/** One; with `throughTo`, all between it and the last one chosen, as they stand in `shown`. */
export function toggle(id: string, shown: string[], throughTo: boolean): void {
  const next = new Set(chosen.value)
  const isOn = !next.has(id)
  const [from, to] = [shown.indexOf(throughTo && anchor ? anchor : id), shown.indexOf(id)].toSorted((a, b) => a - b)
  for (const one of from === -1 ? [id] : shown.slice(from, to! + 1)) isOn ? next.add(one) : next.delete(one)
  anchor = id
  chosen.value = next
  isEverything.value = false
}
