import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import type { Me } from '../../contract/team.ts'
import { scopes, scopesOf } from '../../contract/team-names.ts'
import { firstOwner, firstOwnerId } from '../../worker/team/member.ts'
import { startSession } from '../../worker/team/session.ts'
import { rows } from '../support/published.ts'
import { aMember, api, aSession, aSignInLink, aToken, run, signIn } from '../support/team.ts'

const codeOf = async (response: Response) => (await response.json<ProblemBody>()).code
const own = { 'sec-fetch-site': 'same-origin' }

describe('a sign-in link', () => {
  it('makes a session, once', async () => {
    const link = await aSignInLink(await aMember())
    const [first, second] = await Promise.all([signIn(link), signIn(link)])
    expect([first.status, second.status].sort()).toEqual([204, 401])
    expect((await signIn(link)).status).toBe(401)
  })

  it('answers unknown, used and expired links alike', async () => {
    const member = await aMember()
    const used = await aSignInLink(member)
    await signIn(used)
    const expired = await aSignInLink(member, Date.now() - 31 * 60_000)
    const answers = await Promise.all([used, expired, 'x'.repeat(43)].map(async (link) => (await signIn(link)).text()))
    expect(new Set(answers).size).toBe(1)
    expect(JSON.parse(answers[0]!)).toMatchObject({ status: 401, code: 'unauthenticated' })
  })

  it('is spent by POST of JSON only', async () => {
    const link = await aSignInLink(await aMember())
    expect((await api(`/sign-in?token=${link}`)).status).toBe(405)
    const asForm = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ token: link }) }
    expect(await codeOf(await api('/sign-in', '', asForm))).toBe('wrong_content_type')
    expect((await signIn(link)).status).toBe(204)
  })

  it('is kept as a hash', async () => {
    const link = await aSignInLink(await aMember())
    const kept = JSON.stringify(await rows('SELECT * FROM sign_in_link'))
    expect(kept).not.toContain(link)
  })
})

describe('a session', () => {
  it('lives in a cookie only this host can set and no script can read', async () => {
    const response = await signIn(await aSignInLink(await aMember()))
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-aimant=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('has a plain cookie over plain http, where the other would be refused', async () => {
    const link = await aSignInLink(await aMember())
    const response = await exports.default.fetch('http://localhost:8787/api/v1/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: link }),
    })
    expect(response.headers.get('set-cookie')).toMatch(
      /^aimant=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it('says who is asking', async () => {
    const response = await api('/me', await aSession('viewer'))
    expect(await response.json<Me>()).toEqual({
      kind: 'member',
      id: expect.any(String),
      name: 'A viewer',
      way: 'link',
      scopes: ['leads:read', 'forms:read', 'magnets:read', 'site:read'],
    })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('ends when signed out', async () => {
    const session = await aSession()
    const response = await api('/sign-out', session, { method: 'POST', headers: own })
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-aimant=; Max-Age=0; /)
    expect((await api('/me', session)).status).toBe(401)
  })

  it('ends after thirty days', async () => {
    const session = await aSession()
    await env.DB.prepare('UPDATE session SET expires_at = ?1')
      .bind(new Date(Date.now() - 1).toISOString())
      .run()
    expect((await api('/me', session)).status).toBe(401)
  })

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
  ])('cannot be used from elsewhere: %o', async (headers) => {
    const session = await aSession()
    const response = await api('/sign-out', session, { method: 'POST', headers })
    expect(response.status).toBe(403)
    expect(await codeOf(response)).toBe('origin_refused')
    expect((await api('/me', session)).status).toBe(200)
  })

  it('works from a browser too old to say where it stands, by its origin', async () => {
    const headers = { origin: 'https://leads.example.com' }
    expect((await api('/sign-out', await aSession(), { method: 'POST', headers })).status).toBe(204)
  })
})

describe('an API token', () => {
  it('opens what its scopes name, and nothing else', async () => {
    const token = await aToken('leads:read')
    expect((await api('/leads', token)).status).toBe(200)
    const refused = await api('/leads/0190a000-0000-7000-8000-000000000000', token, { method: 'DELETE' })
    expect(await codeOf(refused)).toBe('forbidden')
  })

  it('can be revoked', async () => {
    const token = await aToken('leads:read')
    await env.DB.prepare('UPDATE api_token SET revoked_at = ?1').bind(new Date().toISOString()).run()
    expect(await codeOf(await api('/leads', token))).toBe('unauthenticated')
  })

  it('is refused by its checksum when mistyped, and does not fall back on a cookie', async () => {
    const token = await aToken('leads:read')
    const mistyped = token.replace(/.(?=_[0-9a-f]{6}$)/, (c) => (c === 'A' ? 'B' : 'A'))
    const cookie = await aSession()
    expect((await api('/me', mistyped, { headers: { cookie } })).status).toBe(401)
  })

  it('is kept as a hash', async () => {
    const token = await aToken('leads:read')
    expect(JSON.stringify(await rows('SELECT * FROM api_token'))).not.toContain(token.slice(7, 50))
  })
})

it('nobody without credentials sees a lead, whatever the way', async () => {
  for (const path of ['/leads', '/leads/export?format=csv', '/leads/0190a000-0000-7000-8000-000000000000', '/me']) {
    const response = await api(path)
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  }
})

it('links and sessions that are over are swept away by the next sign-in', async () => {
  const member = await aMember()
  const long = Date.now() - 40 * 86_400_000
  await aSignInLink(member, long)
  await startSession(env.DB, { memberId: member, method: 'link', device: '' }, long)
  await signIn(await aSignInLink(member))
  expect(await rows('SELECT 1 FROM sign_in_link WHERE member_id = ?1', member)).toHaveLength(1)
  expect(await rows('SELECT 1 FROM session WHERE member_id = ?1', member)).toHaveLength(1)
})

it('the first owner is made once, and never beside another', async () => {
  await aMember('owner')
  await run(firstOwner(Date.now()))
  await run(firstOwner(Date.now()))
  expect(await rows('SELECT id FROM member WHERE id = ?1', firstOwnerId)).toHaveLength(0)
})

it('an owner may everything, an editor all but settings, team and audit trail, a viewer only look', () => {
  const owners = ['site:write', 'team:write', 'audit:read']
  expect(scopesOf('owner')).toEqual(scopes)
  expect(scopesOf('editor')).toEqual(scopes.filter((scope) => !owners.includes(scope)))
  expect(scopesOf('viewer')).toEqual(scopesOf('editor').filter((scope) => scope.endsWith(':read')))
})
