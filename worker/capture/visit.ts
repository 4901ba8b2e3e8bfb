// What a request tells of where it comes from, reduced to what the guard may know.

import { type Audience, audienceOf } from '../insight/audience.ts'

export type Visit = {
  /** `widget`: JSON from our script. `form`: an ordinary form post, from a page without JavaScript. */
  way: 'widget' | 'form'
  origin: string | undefined
  ownOrigin: string
  /** The address block the request came from: /24, or /64. Never stored. */
  block: string
  /** `Sec-GPC: 1`: do not sell or share. */
  gpc: boolean
  audience: Audience
}

export function visitOf(request: Request, way: Visit['way']): Visit {
  return {
    way,
    origin: request.headers.get('origin') ?? undefined,
    // What the runtime gives is always whole and written in one way.
    ownOrigin: request.url.slice(0, request.url.indexOf('/', 'https://'.length)),
    // The only address to believe: anything else is written by the sender.
    block: addressBlock(request.headers.get('cf-connecting-ip') ?? ''),
    gpc: hasGpc(request),
    audience: audienceOf(request),
  }
}

/** Whether the browser says `Sec-GPC: 1`: neither sell nor share. */
export const hasGpc = (request: Request): boolean => request.headers.get('sec-gpc') === '1'

/** The block an address is counted by: its first three bytes in IPv4, its first four groups in IPv6. */
export function addressBlock(address: string): string {
  if (!address.includes(':')) return address.split('.').slice(0, 3).join('.')
  const mapped = /^::ffff:(\d+\.\d+\.\d+)\.\d+$/i.exec(address)
  if (mapped) return mapped[1]!
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = address.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array(Math.max(0, missing)).fill('0'), ...tail.split(':').filter(Boolean)]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}
