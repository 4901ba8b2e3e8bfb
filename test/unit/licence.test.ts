import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publicKeys, signingKey } from '../../worker/lib/signing-key.ts'
import { licence, trialRequest } from '../../worker/magnet/licence.ts'

type Claims = { iss: string; aud: string; sub: string; exp: number; email?: string }

const secrets = { SECRET: 'for-tests-only-0123456789abcdefghijklmnopqrstuvwxyz' }
const magnetId = '0190f0f0-0000-7000-8000-000000000001'
const leadId = '0190f0f0-0000-7000-8000-000000000002'
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const keys = createServer(async (_, response) => {
  const old = { ...secrets, SECRET: 'another-secret-that-took-over-0123456789', SECRET_PREVIOUS: secrets.SECRET }
  response.end(JSON.stringify({ keys: await publicKeys(old) }))
})
let origin: string
let readToken: (token: string, audience: string) => Promise<Claims>
const aLicence = (over: object = {}) =>
  licence(secrets, { origin, magnetId, leadId, startedAt: inDays(-1), endsAt: inDays(13), ...over })

// The example is taken from the page it stands on, and only told where this deployment is.
beforeAll(async () => {
  await new Promise<void>((listening) => keys.listen(0, '127.0.0.1', listening))
  const { port } = keys.address() as { port: number }
  origin = `http://127.0.0.1:${port}`
  const page = await readFile(new URL('../../docs/trials.md', import.meta.url), 'utf8')
  const example = /```js\n(.*?)```/s.exec(page)![1]!.replace('https://leads.example.com', origin)
  ;({ readToken } = await import(`data:text/javascript,${encodeURIComponent(example)}`))
})
afterAll(() => void keys.close())

it('a licence is verified by the example in the documentation, also after the secret has changed', async () => {
  expect(await readToken(await aLicence(), magnetId)).toMatchObject({ iss: origin, aud: magnetId, sub: leadId })
})

it('the same trial always has the same licence, which names nobody', async () => {
  const trial = { startedAt: inDays(0), endsAt: inDays(14) }
  expect(await aLicence(trial)).toBe(await aLicence(trial))
  const claims = await readToken(await aLicence(trial), magnetId)
  expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sub'])
})

it('a licence that has ended, is for another magnet or was changed is refused', async () => {
  const genuine = await aLicence()
  const [head, body, signature] = genuine.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const forged = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp * 2 })).toString('base64url')
  await expect(readToken(await aLicence({ endsAt: inDays(-0.5) }), magnetId)).rejects.toThrow()
  await expect(readToken(genuine, leadId)).rejects.toThrow()
  await expect(readToken(`${head}.${forged}.${signature}`, magnetId)).rejects.toThrow()
  await expect(readToken(`${head}.${body}.${signature.slice(0, -4)}AAAA`, magnetId)).rejects.toThrow()
  const unsigned = Buffer.from('{"alg":"none"}').toString('base64url')
  await expect(readToken(`${unsigned}.${body}.`, magnetId)).rejects.toThrow()
})

it('a request to start a trial is no licence, and a licence no request', async () => {
  const url = 'https://app.example.fr/trials'
  const asked = { origin, url, magnetId, leadId, email: 'camille@example.fr', language: 'fr', endsAt: inDays(14) }
  const request = await trialRequest(secrets, asked, new Date().toISOString())
  expect(await readToken(request, url)).toMatchObject({ email: 'camille@example.fr', magnet: magnetId })
  await expect(readToken(request, magnetId)).rejects.toThrow()
  await expect(readToken(await aLicence(), url)).rejects.toThrow()
})

it('every use has a key of its own', async () => {
  const uses = ['consents', 'licence', 'trial'] as const
  const ids = await Promise.all(uses.map(async (use) => (await signingKey(secrets.SECRET, use)).public.kid))
  expect(new Set(ids).size).toBe(uses.length)
})
