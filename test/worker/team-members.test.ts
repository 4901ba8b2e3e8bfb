import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import type { Invited, MadeLink, Me, Member, TokenMade } from '../../contract/team.ts'
import { mayGrant, type Role, roles, scopes, scopesOf } from '../../contract/team-names.ts'
import { firstOwner, firstOwnerId } from '../../worker/team/member.ts'
import { rows } from '../support/published.ts'
import { aMember, api, aSession, aSignInLink, aToken, run, signIn } from '../support/team.ts'

const own = { 'sec-fetch-site': 'same-origin' }
let people = 0
const anAddress = () => `marie-${++people}-${crypto.randomUUID()}@atelier-sud.fr`

const send = (as: string, method: string, path: string, body?: unknown) =>
  api(path, as, {
    method,
    headers: { ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
const problem = async (response: Response) => response.json<ProblemBody>()
const tokenOf = ({ link }: { link: string }) => link.split('#')[1]!
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!
const actions = async () =>
  (await rows<{ action: string }>('SELECT action FROM audit ORDER BY id DESC LIMIT 1'))[0]?.action

async function invite(as: string, role: Role = 'editor'): Promise<Invited> {
  const response = await send(as, 'POST', '/team/members', { name: 'Marie', email: anAddress(), role })
  expect(response.status).toBe(201)
  return response.json<Invited>()
}

it('the first owner is made where there is none, once', async () => {
  await run(firstOwner(Date.now()))
  await run(firstOwner(Date.now()))
  expect(await rows('SELECT id FROM member WHERE id = ?1', firstOwnerId)).toHaveLength(1)
})

describe('an invitation', () => {
  it('lets its holder in, once, as what they were invited for', async () => {
    const { member, link, mailed, endsAt } = await invite(await aSession())
    expect(member).toMatchObject({ name: 'Marie', role: 'editor', seenOn: null, passkeys: 0 })
    // The development mailbox is read by the whole team: nobody is mailed a way in there.
    expect(mailed).toBe(false)
    expect(Date.parse(endsAt)).toBeGreaterThan(Date.now() + 71 * 3_600_000)
    const entered = await signIn(tokenOf({ link }))
    const who = await (await api('/me', cookieOf(entered))).json<Me>()
    expect(who).toMatchObject({ id: member.id, name: 'Marie', way: 'link', scopes: scopesOf('editor') })
    expect((await signIn(tokenOf({ link }))).status).toBe(401)
    expect(await actions()).toBe('member.invited')
  })

  it('is for an address nobody has yet, however it is written', async () => {
    const owner = await aSession()
    const { member } = await invite(owner)
    const again = await send(owner, 'POST', '/team/members', {
      name: 'Another',
      email: ` ${member.email!.toUpperCase()} `,
      role: 'viewer',
    })
    expect(await problem(again)).toMatchObject({ status: 422, fields: { email: 'taken' } })
  })

  it('of one address by several at once makes one member', async () => {
    const owner = await aSession()
    const body = { name: 'Marie', email: anAddress(), role: 'viewer' }
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(owner, 'POST', '/team/members', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
    expect(await rows('SELECT 1 FROM member WHERE email = ?1', body.email)).toHaveLength(1)
  })

  it.each([
    [{}, { name: 'required', email: 'required', role: 'required' }],
    [
      { name: '', email: 'x', role: 'king' },
      { name: 'required', email: 'bad_email', role: 'not_an_option' },
    ],
    [{ name: 'x'.repeat(81), email: 'a@b.fr', role: 'owner' }, { name: 'too_long' }],
    [{ name: 'a\u202Eb', email: 'a@b.fr', role: 'owner' }, { name: 'wrong_format' }],
    [{ name: 'a', email: 'a@b.fr', role: 'owner', scopes: ['x'] }, { scopes: 'unknown_field' }],
    [
      { name: 1, email: null, role: [] },
      { name: 'wrong_type', email: 'wrong_type', role: 'not_an_option' },
    ],
  ])('of %o is refused', async (body, fields) => {
    expect((await problem(await send(await aSession(), 'POST', '/team/members', body))).fields).toEqual(fields)
  })
})

describe('a role', () => {
  it('holds from the next request on', async () => {
    const owner = await aSession()
    const { member, link } = await invite(owner, 'viewer')
    const theirs = cookieOf(await signIn(tokenOf({ link })))
    expect((await api('/audit', theirs)).status).toBe(403)
    expect((await send(owner, 'PATCH', `/team/members/${member.id}`, { role: 'owner' })).status).toBe(200)
    expect((await api('/audit', theirs)).status).toBe(200)
    expect(await actions()).toBe('member.role_changed')
  })

  it('of the last owner stays, and so do they, however many ask at once', async () => {
    const [{ n = 0 } = {}] = await rows<{ n: number }>("SELECT count(*) AS n FROM member WHERE role = 'owner'")
    expect(n).toBeGreaterThan(0)
    const session = await aSession()
    const { id } = await (await api('/me', session)).json<Me>()
    const others = await rows<{ id: string }>("SELECT id FROM member WHERE role = 'owner' AND id <> ?1", id)
    const gone = await Promise.all(others.map((one) => send(session, 'DELETE', `/team/members/${one.id}`)))
    expect(new Set(gone.map(({ status }) => status))).toEqual(new Set([204]))
    const before = await actions()
    const removed = await send(session, 'DELETE', `/team/members/${id}`)
    const demoted = await send(session, 'PATCH', `/team/members/${id}`, { role: 'viewer' })
    expect(await problem(removed)).toMatchObject({ status: 409, code: 'last_owner' })
    expect(await problem(demoted)).toMatchObject({ status: 409, code: 'last_owner' })
    expect(await actions()).toBe(before)
    expect((await api('/me', session)).status).toBe(200)
  })

  it('of two owners taking each other out at once leaves one', async () => {
    const [first, second] = [await aSession(), await aSession()]
    const [{ id: one }, { id: other }] = (await Promise.all(
      [first, second].map(async (as) => (await api('/me', as)).json<Me>()),
    )) as [Me, Me]
    for (const { id } of await rows<{ id: string }>("SELECT id FROM member WHERE role = 'owner'"))
      if (id !== one && id !== other) await send(first, 'DELETE', `/team/members/${id}`)
    await Promise.all([send(first, 'DELETE', `/team/members/${other}`), send(second, 'DELETE', `/team/members/${one}`)])
    expect(await rows("SELECT 1 FROM member WHERE role = 'owner'")).toHaveLength(1)
  })
})

describe('whoever is removed', () => {
  it('is out at once, with every way in they had', async () => {
    const owner = await aSession()
    const { member, link } = await invite(owner)
    const theirs = cookieOf(await signIn(tokenOf({ link })))
    const unused = await aSignInLink(member.id)
    expect((await send(owner, 'DELETE', `/team/members/${member.id}`)).status).toBe(204)
    expect((await api('/me', theirs)).status).toBe(401)
    expect((await signIn(unused)).status).toBe(401)
    expect((await send(owner, 'DELETE', `/team/members/${member.id}`)).status).toBe(404)
    expect(await actions()).toBe('member.removed')
  })

  it('or only signed out, can come back by a fresh link and by nothing they had', async () => {
    const owner = await aSession()
    const { member, link } = await invite(owner)
    const theirs = cookieOf(await signIn(tokenOf({ link })))
    const unused = await aSignInLink(member.id)
    expect((await send(owner, 'POST', `/team/members/${member.id}/sign-out`)).status).toBe(204)
    expect([(await api('/me', theirs)).status, (await signIn(unused)).status]).toEqual([401, 401])
    const made = await (await send(owner, 'POST', `/team/members/${member.id}/sign-in-link`, {})).json<MadeLink>()
    expect((await signIn(tokenOf(made))).status).toBe(204)
  })

  it('with another address, is let in by no link made for the old one', async () => {
    const owner = await aSession()
    const { member, link } = await invite(owner)
    const email = anAddress()
    const changed = await (await send(owner, 'PATCH', `/team/members/${member.id}`, { email })).json<Member>()
    expect(changed).toMatchObject({ email, name: 'Marie' })
    expect((await signIn(tokenOf({ link }))).status).toBe(401)
  })
})

describe('nobody hands out more than they hold', () => {
  it('whatever the scopes', () => {
    const some = fc.subarray([...scopes])
    fc.assert(
      fc.property(some, some, (held, asked) => {
        expect(mayGrant(held, asked)).toBe(new Set([...held, ...asked]).size === new Set(held).size)
      }),
    )
  })

  it('a program that may change the team makes no owner, no stronger token, and no way in for one', async () => {
    const program = await aToken('team:write', 'leads:read')
    const owner = await aMember('owner')
    const viewer = await aMember('viewer')
    const tries = [
      ...roles.map((role) => send(program, 'POST', '/team/members', { name: 'x', email: anAddress(), role })),
      send(program, 'POST', '/team/tokens', { name: 'x', scopes: ['leads:write'] }),
      ...[owner, viewer].flatMap((id) => [
        send(program, 'POST', `/team/members/${id}/sign-in-link`, {}),
        send(program, 'POST', `/team/members/${id}/sign-out`),
        send(program, 'PATCH', `/team/members/${id}`, { email: anAddress() }),
        send(program, 'DELETE', `/team/members/${id}`),
      ]),
    ]
    expect(new Set((await Promise.all(tries)).map(({ status }) => status))).toEqual(new Set([403]))
    expect((await send(program, 'POST', '/team/tokens', { name: 'x', scopes: ['leads:read'] })).status).toBe(201)
  })

  it('one that holds what a viewer may, makes viewers', async () => {
    const program = await aToken('team:write', ...scopesOf('viewer'))
    const { member } = await invite(program, 'viewer')
    expect((await send(program, 'PATCH', `/team/members/${member.id}`, { role: 'editor' })).status).toBe(403)
    expect((await send(program, 'DELETE', `/team/members/${member.id}`)).status).toBe(204)
  })
})

describe('a token', () => {
  it('is shown once, works, is listed without its secret, and is revoked at once', async () => {
    const owner = await aSession()
    const made = await send(owner, 'POST', '/team/tokens', { name: 'Zapier', scopes: ['leads:read'] })
    const { id, token } = await made.json<TokenMade>()
    expect((await api('/leads', token)).status).toBe(200)
    const list = await (await api('/team/tokens', owner)).text()
    expect(list).toContain('Zapier')
    expect(list).not.toContain(token.slice(0, 50))
    expect((await send(owner, 'DELETE', `/team/tokens/${id}`)).status).toBe(204)
    expect((await api('/leads', token)).status).toBe(401)
    expect((await send(owner, 'DELETE', `/team/tokens/${id}`)).status).toBe(404)
    expect(await actions()).toBe('token.revoked')
  })

  it.each([
    [{ name: 'x', scopes: [] }, { scopes: 'required' }],
    [{ name: 'x', scopes: ['leads:read', 'leads:read'] }, { scopes: 'too_many' }],
    [{ name: 'x', scopes: ['root'] }, { 'scopes.0': 'not_an_option' }],
    [{ name: ' ', scopes: ['leads:read'] }, { name: 'too_short' }],
  ])('of %o is refused', async (body, fields) => {
    expect((await problem(await send(await aSession(), 'POST', '/team/tokens', body))).fields).toEqual(fields)
  })

  it('was used on the day it was used, and written to once for that', async () => {
    const token = await aToken('leads:read')
    await api('/leads', token)
    await api('/leads', token)
    const used = await rows<{ used_on: string }>('SELECT used_on FROM api_token WHERE used_on IS NOT NULL')
    expect(used.at(-1)?.used_on).toBe(new Date().toISOString().slice(0, 10))
  })
})

it('no bound is passed: neither two hundred members nor a hundred tokens', async () => {
  const owner = await aSession()
  await env.DB.prepare(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
      INSERT INTO member (id, name, role, created_at) SELECT 'm' || i, 'x', 'viewer', '2026-01-01T00:00:00Z' FROM n`).run()
  await env.DB.prepare(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
      INSERT INTO api_token (hash, id, name, scopes, created_at) SELECT 'h' || i, 't' || i, 'x', '[]', '2026-01-01T00:00:00Z' FROM n`).run()
  const one = await send(owner, 'POST', '/team/members', { name: 'x', email: anAddress(), role: 'viewer' })
  const another = await send(owner, 'POST', '/team/tokens', { name: 'x', scopes: ['leads:read'] })
  expect([(await problem(one)).fields, (await problem(another)).fields]).toEqual([
    { name: 'too_many' },
    { name: 'too_many' },
  ])
})
