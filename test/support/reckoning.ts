// What must add up whatever happened: acknowledged, stored once, delivered at least once, and nothing there that nobody sent.
import type { Aimant } from './aimant.ts'
import type { Received } from './mail-server.ts'
import type { Prepared } from './sender.ts'

type Stored = { id: string; submissions: number; leads: number; events: number; entries: number; mails: number }

export const once = { submissions: 1, leads: 1, events: 2, entries: 1, mails: 1 }
export const never = { submissions: 0, leads: 0, events: 0, entries: 0, mails: 0 }

/** More in one query would keep the database longer than it may. */
const mostAtOnce = 400

/** How often everything that each submission causes is there, in the order they are given. */
export async function timesStored(aimant: Pick<Aimant, 'query'>, all: Prepared[]): Promise<Stored[]> {
  const stored: Stored[] = []
  for (let n = 0; n < all.length; n += mostAtOnce)
    stored.push(...(await storedOf(aimant, all.slice(n, n + mostAtOnce))))
  return stored
}

const storedOf = (aimant: Pick<Aimant, 'query'>, some: Prepared[]): Promise<Stored[]> =>
  aimant.query<Stored>(
    `
    SELECT
      value ->> 'id' AS id,
      (SELECT count(*) FROM submission WHERE id = value ->> 'id') AS submissions,
      (SELECT count(*) FROM lead WHERE site_id = 'main' AND email_key = value ->> 'email') AS leads,
      (SELECT count(*) FROM consent_event WHERE submission_id = value ->> 'id') AS events,
      (SELECT count(*) FROM timeline WHERE lead_id = value ->> 'id' AND ref = value ->> 'id') AS entries,
      (SELECT count(*) FROM outbox WHERE kind = 'mail' AND submission_id = value ->> 'id') AS mails
    FROM json_each(?1)
    ORDER BY key`,
    JSON.stringify(some.map(({ id, email }) => ({ id, email }))),
  )

export type Sum = {
  sent: number
  acknowledged: number
  /** Acknowledged, and not there. */
  lost: number
  /** There more than once, or in part. */
  doubled: number
  /** There, and no mail came. */
  unmailed: number
  /** Mails that came once more. */
  mailedAgain: number
  /** Mails to people who are not there. */
  strangers: number
}

/** Compares what was sent and acknowledged with what is in the database and at the mail server. */
export async function reckon(
  aimant: Pick<Aimant, 'query'>,
  all: Prepared[],
  acknowledged: Set<string>,
  received: Received[],
): Promise<Sum> {
  const sum: Sum = {
    sent: all.length,
    acknowledged: acknowledged.size,
    lost: 0,
    doubled: 0,
    unmailed: 0,
    mailedAgain: 0,
    strangers: 0,
  }
  const mails = new Map<string, number>()
  for (const { to } of received) for (const address of to) mails.set(address, (mails.get(address) ?? 0) + 1)
  for (const [n, { id, ...stored }] of (await timesStored(aimant, all)).entries()) {
    const { email } = all[n]!
    const [isOnce, isNever] = [isSame(stored, once), isSame(stored, never)]
    const letters = mails.get(email) ?? 0
    if (isNever && acknowledged.has(id)) sum.lost++
    if (!isOnce && !isNever) sum.doubled++
    if (isOnce && letters === 0) sum.unmailed++
    if (isOnce && letters > 1) sum.mailedAgain += letters - 1
    if (isNever && letters > 0) sum.strangers++
  }
  return sum
}

const isSame = (a: typeof once, b: typeof once) =>
  (Object.keys(b) as (keyof typeof once)[]).every((key) => a[key] === b[key])
