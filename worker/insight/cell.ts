// One number of many: what happened, from which source, country and kind of device, in which variant of the form.
import { otherSources } from '../../contract/insight-names.ts'
import type { Audience } from './audience.ts'

export const events = ['view', 'start', 'submit', 'confirm', 'download', 'refused'] as const
export type Event = (typeof events)[number]

export type Cell = { event: Event; source: string; variant?: string } & Pick<Audience, 'country' | 'device'>

/** Cell, as text → how often. */
export type Cells = Record<string, number>

/** No part of a cell has a space in it. */
export const keyOf = ({ event, source, country, device, variant = '-' }: Cell): string =>
  `${event} ${source} ${country} ${device} ${variant}`

export function readKey(key: string): Required<Cell> {
  const [event, source, country, device, variant] = key.split(' ')
  return { event, source, country, device, variant } as Required<Cell>
}

/** How many sources are told apart in one row, and how many cells there are before what is rare is put together. */
export const mostSources = 50
export const mostCells = 600

/**
 * `more` as it can be added to a row that has `known` already: what would be one kind too many is counted, under a coarser name.
 * So no row grows without end, whatever strangers send.
 */
export function within(known: Iterable<string>, more: Cells): Cells {
  const keys = new Set(known)
  const sources = new Set([...keys].map((key) => readKey(key).source))
  const added: Cells = {}
  for (const [key, n] of Object.entries(more)) {
    const fitting = coarsened(readKey(key), keys, sources)
    const name = keyOf(fitting)
    keys.add(name)
    sources.add(fitting.source)
    added[name] = (added[name] ?? 0) + n
  }
  return added
}

function coarsened(cell: Cell, keys: Set<string>, sources: Set<string>): Cell {
  const isNew = !sources.has(cell.source) && sources.size >= mostSources
  const named = isNew ? { ...cell, source: otherSources } : cell
  const anywhere = { ...named, country: '-' }
  const isRoom = (one: Cell) => keys.size < mostCells || keys.has(keyOf(one))
  return [named, anywhere].find(isRoom) ?? { ...anywhere, source: otherSources }
}

/** Adds what is in one to the other. */
export function addTo(cells: Cells, more: Cells): void {
  for (const [key, n] of Object.entries(more)) cells[key] = (cells[key] ?? 0) + n
}
