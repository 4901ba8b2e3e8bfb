// Proofs of work are checked with a key that is kept; what is decided is what altcha-lib would decide.
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { describe, expect, it } from 'vitest'
import { isProofOf } from '../../worker/capture/ticket.ts'
import { hmacKey, toHex } from '../../worker/lib/crypto.ts'

const secrets = { SECRET: 'a'.repeat(40), SECRET_PREVIOUS: 'b'.repeat(40) }
const ticket = '01a202e0-9209-74c6-bd1b-1cff70948ab6'
const number = 4_321

const keyOf = async (secret: string) =>
  toHex((await crypto.subtle.exportKey('raw', await hmacKey(secret, 'proof'))) as ArrayBuffer)

type Payload = Exclude<Parameters<typeof verifySolution>[0], string>
type Options = Partial<Parameters<typeof createChallenge>[0]>
const solved = async (options: Options = {}, secret = secrets.SECRET): Promise<Payload> => {
  const expires = new Date(Date.now() + 60_000)
  return {
    ...(await createChallenge({ hmacKey: await keyOf(secret), number, expires, params: { ticket }, ...options })),
    number,
  }
}
const sent = (payload: unknown) => btoa(JSON.stringify(payload))

const cases: [what: string, make: () => Promise<unknown>, isGood: boolean][] = [
  ['solved', () => solved(), true],
  ['solved under the secret before', () => solved({}, secrets.SECRET_PREVIOUS), true],
  ['solved under another secret', () => solved({}, 'c'.repeat(40)), false],
  ['another number', async () => ({ ...(await solved()), number: number + 1 }), false],
  ['another salt', async () => ({ ...(await solved()), salt: `${(await solved()).salt}0` }), false],
  ['another signature', async () => ({ ...(await solved()), signature: '0'.repeat(64) }), false],
  ['no signature', async () => ({ ...(await solved()), signature: undefined }), false],
  ['another challenge', async () => ({ ...(await solved()), challenge: (await solved()).challenge }), false],
  ['no salt', async () => ({ ...(await solved()), salt: undefined }), false],
  ['digits moved from the number to the salt', moved, false],
  ['too late', () => solved({ expires: new Date(Date.now() - 1_000) }), false],
  ['nothing', async () => null, false],
]

async function moved() {
  const payload = await solved()
  return { ...payload, salt: `${payload.salt}4`, number: 321 }
}

describe('a proof of work', () => {
  for (const [what, make, isGood] of cases)
    it(`${what}: ${isGood ? 'opens' : 'opens nothing'}, as altcha-lib has it`, async () => {
      const payload = await make()
      expect(await isProofOf(secrets, ticket, sent(payload))).toBe(isGood)
      const theirs = [secrets.SECRET, secrets.SECRET_PREVIOUS].map(async (secret) =>
        verifySolution(payload as Payload, await keyOf(secret)).catch(() => false),
      )
      expect((await Promise.all(theirs)).includes(true)).toBe(isGood)
    })

  it('of another ticket opens nothing', async () => {
    expect(await isProofOf(secrets, ticket.replace('6', '7'), sent(await solved()))).toBe(false)
  })

  it('by another algorithm opens nothing', async () => {
    expect(await isProofOf(secrets, ticket, sent(await solved({ algorithm: 'SHA-512' })))).toBe(false)
  })
})
