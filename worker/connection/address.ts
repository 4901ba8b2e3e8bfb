// Where messages may go: public addresses that are not ours. Asked when an address is saved, and again each time before it is called.
import type { Env } from '../env.ts'
import { Problem } from '../lib/problem.ts'
import { type AddressProblem, readPublicAddress } from '../lib/public-address.ts'

export type TargetProblem = AddressProblem | 'address_is_ours'
export type Target = { ok: true; url: URL } | { ok: false; why: TargetProblem }

/** `own`: where this Aimant lives. */
export function readTarget(env: Pick<Env, 'WEBHOOK_TEST_ORIGINS'>, text: string, own: string): Target {
  const receiver = ofThisMachine(env, text)
  if (receiver) return { ok: true, url: receiver }
  const read = readPublicAddress(text)
  if (!read.ok) return read
  const bare = (host: string) => host.replace(/\.$/, '')
  // What we tell ourselves, we would tell ourselves again.
  if (bare(read.url.hostname) === bare(new URL(own).hostname)) return { ok: false, why: 'address_is_ours' }
  return read
}

/** Throws `invalid`, naming what is wrong with `url`, or with the field that holds it. */
export function targetOf(env: Pick<Env, 'WEBHOOK_TEST_ORIGINS'>, text: string, own: string, field = 'url'): URL {
  const read = readTarget(env, text, own)
  if (!read.ok) throw new Problem('invalid', { fields: { [field]: read.why } })
  return read.url
}

/**
 * A receiver on the machine of whoever develops: only at an origin that the setting names, and only where that is loopback, which in
 * a deployment is nobody's.
 */
function ofThisMachine({ WEBHOOK_TEST_ORIGINS: named = '' }: Pick<Env, 'WEBHOOK_TEST_ORIGINS'>, text: string) {
  if (!named || text.length > 2_000 || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isLoopback = url.hostname === '127.0.0.1' && url.protocol === 'http:' && url.port !== ''
  if (!isLoopback || url.username || url.password) return undefined
  return named.split(' ').includes(url.origin) ? url : undefined
}
