// Flood damping that honest visitors never pay for: the rate limiter is only asked about whoever this isolate has already
// seen several times within the minute, which a flood always is.

import { within } from '../lib/db.ts'

const windowMs = 60_000
const patienceMs = 1_000
const mostKept = 10_000

let since = 0
let seen = new Map<string, number>()

/** Whether `key` may go on. The first `free` times within a minute need no asking. */
export async function isRested(limiter: RateLimit, key: string, free: number, now = Date.now()): Promise<boolean> {
  if (now - since > windowMs || seen.size >= mostKept) {
    since = now
    seen = new Map()
  }
  const times = (seen.get(key) ?? 0) + 1
  seen.set(key, times)
  return times <= free || mayGoOn(limiter, key)
}

/** A limiter that does not answer keeps nobody out: what damps floods must not become one more way to lose a lead. */
const mayGoOn = (limiter: RateLimit, key: string): Promise<boolean> =>
  within(patienceMs, limiter.limit({ key })).then(
    ({ success }) => success,
    () => true,
  )
