import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { deliver, type Prepared, prepare } from '../support/sender.ts'

let aimant: Aimant
beforeAll(async () => {
  aimant = await startAimant()
})
afterAll(() => aimant.stop())

const rounds = 5
const perRound = 40
const inFlight = 8

/** Sends everything with a few visitors at once until the server dies; tells who was told yes. */
async function sendUntilKilled(all: Prepared[]): Promise<Set<string>> {
  const acknowledged = new Set<string>()
  const waiting = [...all]
  const visitor = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const accepted = await deliver(aimant.url, next)
      if (accepted) acknowledged.add(accepted.id)
    }
  }
  const visitors = Array.from({ length: inFlight }, visitor)
  // Somewhere in the middle of the work, nowhere in particular.
  await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 150))
  await aimant.kill()
  await Promise.all(visitors)
  return acknowledged
}

const timesStored = async ({ id, email }: Prepared) => {
  const [row] = await aimant.query(
    `SELECT
       (SELECT count(*) FROM submission WHERE id = ?1) AS submissions,
       (SELECT count(*) FROM lead WHERE email = ?2) AS leads,
       (SELECT count(*) FROM consent_event WHERE submission_id = ?1) AS events,
       (SELECT count(*) FROM timeline WHERE ref = ?1 AND lead_id = ?1) AS entries,
       (SELECT count(*) FROM outbox WHERE submission_id = ?1) AS mails`,
    id,
    email,
  )
  return row
}
const once = { submissions: 1, leads: 1, events: 2, entries: 1, mails: 1 }
const never = { submissions: 0, leads: 0, events: 0, entries: 0, mails: 0 }

// No acknowledged submission is lost. Kill the process between any two steps: still true.
it('after a kill at any moment, what was acknowledged is there once, what was not is there once or not at all', async () => {
  let told = 0
  for (let round = 0; round < rounds; round++) {
    const all = await prepare(aimant.url, perRound)
    const acknowledged = await sendUntilKilled(all)
    told += acknowledged.size
    await aimant.restart()
    for (const each of all) {
      const stored = await timesStored(each)
      if (acknowledged.has(each.id)) expect(stored).toEqual(once)
      else expect([once, never]).toContainEqual(stored)
    }
    // Visitors who heard nothing send again with the same ticket; nobody ends up twice.
    for (const each of all) expect(await deliver(aimant.url, each)).toMatchObject({ id: each.id })
    for (const each of all) expect(await timesStored(each)).toEqual(once)
  }
  // Had every kill come before the first answer, nothing would have been tried.
  expect(told).toBeGreaterThan(0)
}, 180_000)
