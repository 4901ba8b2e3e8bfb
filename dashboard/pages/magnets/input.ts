// What is typed about a magnet, and the magnet it means. Pure.
import type { MagnetDetail, MagnetInput } from '../../../contract/magnet.ts'

export type Kind = MagnetInput['kind']
export type Start = 'key' | 'licence' | 'address'

export type Typed = {
  kind: Kind
  name: string
  url: string
  isShared: boolean
  shared: string
  lowAt: string
  days: string
  start: Start
  startUrl: string
  origins: string
  remind: string
}

export const blank = (kind: Kind): Typed => ({
  kind,
  name: '',
  url: '',
  isShared: false,
  shared: '',
  lowAt: '20',
  days: '14',
  start: 'key',
  startUrl: '',
  origins: '',
  remind: '3',
})

export function typedOf({ kind, name, url, terms }: MagnetDetail): Typed {
  const typed = { ...blank(kind), name, url: url ?? '' }
  if (!terms) return typed
  if ('days' in terms) {
    const { start } = terms
    return {
      ...typed,
      days: String(terms.days),
      remind: terms.remindDays.join(', '),
      start: start.by,
      ...(start.by === 'key' && { lowAt: String(start.lowAt) }),
      ...(start.by === 'address' && { startUrl: start.url, origins: start.origins.join('\n') }),
    }
  }
  return { ...typed, isShared: terms.shared !== undefined, shared: terms.shared ?? '', lowAt: String(terms.lowAt) }
}

/** As it is sent; what makes no sense in it is the server's to say. */
export function inputOf(typed: Typed): MagnetInput {
  const { kind, name } = typed
  if (kind === 'file') return { kind, name }
  if (kind === 'link') return { kind, name, url: typed.url.trim() }
  const lowAt = numberIn(typed.lowAt)
  if (kind === 'code') return { kind, name, terms: { ...(typed.isShared && { shared: typed.shared }), lowAt } }
  return {
    kind,
    name,
    terms: { days: numberIn(typed.days), start: startOf(typed, lowAt), remindDays: numbersIn(typed.remind) },
  }
}

function startOf({ start, startUrl, origins }: Typed, lowAt: number) {
  if (start === 'licence') return { by: 'licence' } as const
  if (start === 'key') return { by: 'key', lowAt } as const
  return { by: 'address', url: startUrl.trim(), origins: linesIn(origins) } as const
}

const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
const numberIn = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
const numbersIn = (text: string) =>
  text
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(Number)
