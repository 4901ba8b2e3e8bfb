import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { deliver, prepare } from '../support/sender.ts'
import { linkOf } from '../support/visitor.ts'

let aimant: Aimant
beforeAll(async () => {
  aimant = await startAimant({ faulty: true })
})
afterEach(() => aimant.fail({}))
afterAll(() => aimant.stop())

/** Waits for the queue to have delivered. */
async function storedWithin(ms: number, id: string): Promise<number> {
  const deadline = Date.now() + ms
  for (;;) {
    const [row] = await aimant.query<{ n: number }>('SELECT count(*) AS n FROM submission WHERE id = ?1', id)
    if (row!.n > 0 || Date.now() > deadline) return row!.n
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
const leadsOf = async (email: string) => (await aimant.query('SELECT id FROM lead WHERE email = ?1', email)).length

it.each(['down', 'overloaded'] as const)(
  'while D1 is %s the visitor still gets success and their file, and the lead appears once when it is back',
  async (fault) => {
    const [visitor] = await prepare(aimant.url, 1)
    await aimant.fail({ DB: fault })
    const accepted = await deliver(aimant.url, visitor!)
    expect(accepted?.id).toBe(visitor!.id)
    expect(await leadsOf(visitor!.email)).toBe(0)
    // Their link belongs to the submission, so it works before the lead is in the database.
    await aimant.fail({})
    const file = await fetch(linkOf(accepted!))
    expect(file.status).toBe(200)
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    // A visitor who did not see the answer sends again meanwhile.
    expect(await deliver(aimant.url, visitor!)).toEqual(accepted)
    expect(await storedWithin(20_000, visitor!.id)).toBe(1)
    expect(await leadsOf(visitor!.email)).toBe(1)
  },
)

it('a batch whose answer is lost is stored once all the same', async () => {
  const [visitor] = await prepare(aimant.url, 1)
  await aimant.fail({ DB: 'lost' })
  expect(await deliver(aimant.url, visitor!)).toMatchObject({ id: visitor!.id })
  await aimant.fail({})
  expect(await storedWithin(20_000, visitor!.id)).toBe(1)
  expect(await leadsOf(visitor!.email)).toBe(1)
})

it('nobody is told yes while neither D1 nor the queue takes it, and sending again later works', async () => {
  const [visitor] = await prepare(aimant.url, 1)
  await aimant.fail({ DB: 'down', INTAKE: 'down' })
  expect(await deliver(aimant.url, visitor!)).toBeUndefined()
  await aimant.fail({})
  expect(await deliver(aimant.url, visitor!)).toMatchObject({ id: visitor!.id })
  expect(await leadsOf(visitor!.email)).toBe(1)
})
