import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Me, OpenSession, WaysIn } from '../../contract/team.ts'
import { budgetOf } from '../../worker/delivery/budget.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { claim } from '../../worker/delivery/outbox.ts'
import { mailboxTransport } from '../../worker/delivery/transports/mailbox.ts'
import { toBase64Url } from '../../worker/lib/crypto.ts'
import { newChallenge, spendChallenge } from '../../worker/team/challenge.ts'
import { deviceOf } from '../../worker/team/device.ts'
import { linkForMail } from '../../worker/team/sign-in-link.ts'
import { askForSignIn } from '../../worker/team/sign-in-mail.ts'
import { origin, rows } from '../support/published.ts'
import { aMember, api, aSession, aSignInLink, aToken, run, signIn } from '../support/team.ts'

const own = { 'sec-fetch-site': 'same-origin' }
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!
const open = async (as: string) => (await (await api('/sessions', as)).json<{ sessions: OpenSession[] }>()).sessions
const end = (as: string, path: string) => api(path, as, { method: 'DELETE', headers: own })

async function twoSessions() {
  const member = await aMember()
  const [here, there] = [
    cookieOf(await signIn(await aSignInLink(member))),
    cookieOf(await signIn(await aSignInLink(member))),
  ]
  return { member, here, there }
}

describe('a person’s sessions', () => {
  it('are their own, named by device and day, without their secrets', async () => {
    const { here } = await twoSessions()
    const stranger = await aSession()
    const mine = await open(here)
    expect(mine).toHaveLength(2)
    expect(mine.filter(({ current }) => current)).toHaveLength(1)
    expect(mine[0]).toMatchObject({ method: 'link', device: '', usedOn: new Date().toISOString().slice(0, 10) })
    const ids = (await open(stranger)).map(({ id }) => id)
    expect(ids.some((id) => mine.some((one) => one.id === id))).toBe(false)
    const hashes = await rows<{ hash: string }>('SELECT hash FROM session')
    expect(hashes.filter(({ hash }) => JSON.stringify(mine).includes(hash))).toEqual([])
  })

  it('end one by one, or all the others at once', async () => {
    const { member, here, there } = await twoSessions()
    const other = (await open(here)).find(({ current }) => !current)!
    expect((await end(here, `/sessions/${other.id}`)).status).toBe(204)
    expect((await api('/me', there)).status).toBe(401)
    const more = cookieOf(await signIn(await aSignInLink(member)))
    expect((await end(here, '/sessions')).status).toBe(204)
    expect([(await api('/me', more)).status, (await api('/me', here)).status]).toEqual([401, 200])
  })

  it('are nobody else’s to end', async () => {
    const { here } = await twoSessions()
    const [one] = await open(here)
    expect((await end(await aSession(), `/sessions/${one!.id}`)).status).toBe(404)
    expect((await open(here)).map(({ id }) => id)).toContain(one!.id)
  })

  it('write a row on the first request of a day, and on no other', async () => {
    const { member, here } = await twoSessions()
    const counted = () =>
      rows<{ used_on: string }>('SELECT used_on FROM session WHERE member_id = ?1 ORDER BY used_on', member)
    await env.DB.prepare("UPDATE session SET used_on = '2026-01-01' WHERE member_id = ?1").bind(member).run()
    await api('/me', here)
    await expect.poll(counted).toEqual([{ used_on: '2026-01-01' }, { used_on: new Date().toISOString().slice(0, 10) }])
    // Were it written to again, what is written over it now would be gone.
    await env.DB.prepare('UPDATE member SET seen_on = NULL WHERE id = ?1').bind(member).run()
    await api('/me', here)
    await api('/me', here)
    expect(await rows('SELECT seen_on FROM member WHERE id = ?1', member)).toEqual([{ seen_on: null }])
  })

  it('begin anew with every sign-in: a cookie planted beforehand opens nothing afterwards', async () => {
    const planted = await aSession('viewer')
    const entered = await exports.default.fetch(`${origin}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: planted },
      body: JSON.stringify({ token: await aSignInLink(await aMember('owner')) }),
    })
    const mine = cookieOf(entered)
    expect(mine).not.toBe(planted)
    expect((await api('/me', planted)).status).toBe(401)
    expect((await api('/me', mine)).status).toBe(200)
    // One of the attacker's own making is not taken over either.
    const made = await exports.default.fetch(`${origin}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: '__Host-aimant=chosen-by-somebody-else' },
      body: JSON.stringify({ token: await aSignInLink(await aMember('owner')) }),
    })
    expect(cookieOf(made)).not.toContain('chosen')
    expect((await api('/me', '__Host-aimant=chosen-by-somebody-else')).status).toBe(401)
  })
})

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36',
    'Chrome · Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0',
    'Edge · Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Safari · Mac',
  ],
  ['<script>alert(1)</script>', ''],
  [undefined, ''],
])('of %s is kept: %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device)
})

describe('a link asked for by mail', () => {
  const mailing = { ...env, MAIL_URL: 'smtps://mail.invalid:465', MAIL_FROM: 'bonjour@atelier-sud.fr' }
  const wanted = (email: string) => ({ email, language: 'fr', origin })
  async function withAddress(email = `m-${crypto.randomUUID()}@atelier-sud.fr`) {
    const id = await aMember('editor')
    await run({ sql: 'UPDATE member SET email = ?2 WHERE id = ?1', params: [id, email] })
    return { id, email }
  }
  const owed = (member: string) =>
    rows<{ id: string; payload: string }>(`SELECT * FROM outbox WHERE payload ->> 'member' = ?1`, member)

  it('is answered alike, whoever’s address it is, and no sooner for the one than for the other', async () => {
    const { email } = await withAddress()
    const ask = async (email: string) => {
      const began = Date.now()
      const response = await api('/sign-in/mail', '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      })
      return { status: response.status, text: await response.text(), isSlow: Date.now() - began >= 395 }
    }
    const [known, unknown] = [await ask(email), await ask('nobody@atelier-sud.fr')]
    expect(known).toEqual({ status: 204, text: '', isSlow: true })
    expect(unknown).toEqual(known)
  })

  it('is owed once in five minutes, to a member, and holds no secret', async () => {
    const { id, email } = await withAddress()
    const now = Date.UTC(2027, 0, 1, 12, 1)
    await Promise.all([1, 2, 3].map(() => askForSignIn(mailing, wanted(email), now)))
    await askForSignIn(mailing, wanted('nobody@atelier-sud.fr'), now)
    expect(await owed(id)).toHaveLength(1)
    const [row] = await owed(id)
    expect(JSON.parse(row!.payload)).toEqual({ template: 'sign-in', language: 'fr', origin, member: id })
    await askForSignIn(mailing, wanted(email), now + 5 * 60_000)
    expect(await owed(id)).toHaveLength(2)
  })

  it('is owed to nobody where mail goes to the mailbox the team reads', async () => {
    const { id, email } = await withAddress()
    await askForSignIn(env, wanted(email), Date.now())
    expect(await owed(id)).toEqual([])
    expect(await (await api('/sign-in/ways')).json<WaysIn>()).toEqual({ mail: false, passkey: false })
  })

  it('has a budget of its own: a busy day’s notices lock nobody out, and five an hour are enough for anybody', async () => {
    const { id, email } = await withAddress()
    const now = Date.UTC(2027, 5, 1, 12)
    await env.DB.prepare("UPDATE outbox SET state = 'dead'").run()
    await env.DB.prepare('INSERT INTO mail_budget (hour, scope, count) VALUES (?1, ?2, 20)')
      .bind(new Date(now).toISOString().slice(0, 13), 'team')
      .run()
    for (let n = 0; n < 8; n++) await askForSignIn(mailing, wanted(email), now + n * 5 * 60_000)
    const late = now + 45 * 60_000
    const { claimed } = await claim(env.DB, { most: 30 }, budgetOf({}), late)
    expect(claimed).toHaveLength(5)
    expect(new Set(claimed.map((row) => row.holder))).toEqual(new Set([email]))
    const waiting = await rows<{ due_at: string }>(
      "SELECT due_at FROM outbox WHERE state = 'pending' AND claim IS NULL AND payload ->> 'member' = ?1",
      id,
    )
    expect(waiting.map(({ due_at }) => due_at)).toEqual(Array(3).fill(new Date(now + 3_600_000).toISOString()))
  })

  it('is made as its mail is written, works once, and is kept by no mailbox', async () => {
    const { id, email } = await withAddress()
    await env.DB.prepare("UPDATE outbox SET state = 'dead'").run()
    const now = Date.UTC(2027, 8, 1, 12)
    await askForSignIn(mailing, wanted(email), now)
    const { claimed } = await claim(env.DB, { most: 30 }, budgetOf({}), now + 1_000)
    const message = await makeMessage(env, claimed[0]!, { email: 'bonjour@atelier-sud.fr' })
    expect(message.to).toBe(email)
    const [, token] = /sign-in#([\w-]{43})/.exec(message.text)!
    expect(JSON.stringify(await rows('SELECT * FROM sign_in_link'))).not.toContain(token)
    const who = await (await api('/me', cookieOf(await signIn(token!)))).json<Me>()
    expect(who.id).toBe(id)
    await expect(mailboxTransport(env.DB).send(message)).rejects.toThrow('a way in is not kept here')
  })

  it('for somebody who left meanwhile goes nowhere', async () => {
    const { id, email } = await withAddress()
    await env.DB.prepare("UPDATE outbox SET state = 'dead'").run()
    const now = Date.UTC(2027, 10, 1, 12)
    await askForSignIn(mailing, wanted(email), now)
    await env.DB.prepare('DELETE FROM member WHERE id = ?1').bind(id).run()
    const { claimed } = await claim(env.DB, { most: 30 }, budgetOf({}), now + 1_000)
    await expect(makeMessage(env, claimed[0]!, { email: 'a@b.fr' })).rejects.toThrow('nobody to send it to')
  })

  it('and one that was invited works for three days', async () => {
    const { id } = await withAddress()
    const now = Date.now()
    const link = await linkForMail(env.DB, { template: 'invite', member: id, origin }, now - 71 * 3_600_000)
    expect((await signIn(link.split('#')[1]!)).status).toBe(204)
  })

  it.each([{}, { email: 'x' }, { email: 1 }, { email: `${'a'.repeat(250)}@b.fr` }, { email: 'a@b.fr', x: 1 }])(
    'is refused for %o',
    async (body) => {
      const response = await api('/sign-in/mail', '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(response.status).toBe(422)
    },
  )
})

describe('a passkey’s challenge', () => {
  const asked = async (wanted: Parameters<typeof newChallenge>[1], now = Date.now()) =>
    toBase64Url(await newChallenge(env, wanted, now))

  it('is answered once, for what it was asked, in time', async () => {
    const now = Date.now()
    const add = { use: 'add', memberId: 'm-1' } as const
    const challenge = await asked(add)
    expect(await spendChallenge(env, env.DB, challenge, { use: 'sign-in' }, now)).toBe(false)
    expect(await spendChallenge(env, env.DB, challenge, { ...add, memberId: 'm-2' }, now)).toBe(false)
    expect(await spendChallenge(env, env.DB, challenge, add, now + 301_000)).toBe(false)
    const tries = await Promise.all([1, 2, 3].map(() => spendChallenge(env, env.DB, challenge, add, now)))
    expect(tries.filter(Boolean)).toHaveLength(1)
    expect(await spendChallenge(env, env.DB, challenge, add, now)).toBe(false)
  })

  it('costs no row until it is answered, and is kept as a hash then, until it is over', async () => {
    const kept = () => rows<{ hash: string }>('SELECT hash FROM spent_challenge')
    const before = await kept()
    const challenge = await asked({ use: 'sign-in' })
    expect(await kept()).toEqual(before)
    await spendChallenge(env, env.DB, challenge, { use: 'sign-in' }, Date.now())
    expect(await kept()).toHaveLength(before.length + 1)
    const later = Date.now() + 600_000
    await spendChallenge(env, env.DB, await asked({ use: 'sign-in' }, later), { use: 'sign-in' }, later)
    expect(await kept()).toHaveLength(1)
  })

  it.each(['', 'x', '!!', 'a'.repeat(4_000)])('that is none is refused: %s', async (challenge) => {
    expect(await spendChallenge(env, env.DB, challenge, { use: 'sign-in' }, Date.now())).toBe(false)
  })
})

describe('a passkey', () => {
  const post = (path: string, as: string, body: unknown) =>
    api(path, as, {
      method: 'POST',
      headers: { ...own, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} }

  it('nobody knows opens nothing, however it is answered', async () => {
    const response = { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' }
    expect((await post('/sign-in/passkey', '', { ...credential, response })).status).toBe(401)
    for (const broken of [
      {},
      { ...credential },
      { ...credential, response: { ...response, signature: 1 } },
      { ...credential, response, more: 1 },
    ])
      expect((await post('/sign-in/passkey', '', broken)).status).toBe(422)
    expect((await post('/sign-in/passkey', '', { ...credential, id: 'x'.repeat(30_000), response })).status).toBe(413)
  })

  it('that proves nothing is not added', async () => {
    const response = { clientDataJSON: 'AAAA', attestationObject: 'AAAA' }
    const session = await aSession()
    expect((await post('/passkeys', session, { credential: { ...credential, response } })).status).toBe(422)
    expect(await (await api('/passkeys', session)).json()).toEqual({ passkeys: [] })
  })

  it('of somebody else is not there to be named or removed', async () => {
    const [mine, theirs] = [await aMember(), await aMember()]
    await run({
      sql: `INSERT INTO passkey (id, member_id, name, host, public_key, counter, transports, created_at)
        VALUES (?1, ?2, 'Laptop', 'leads.example.com', 'AAAA', 0, '[]', '2026-01-01T00:00:00.000Z')`,
      params: ['key-of-theirs', theirs],
    })
    const session = cookieOf(await signIn(await aSignInLink(mine)))
    const rename = await api('/passkeys/key-of-theirs', session, {
      method: 'PATCH',
      headers: { ...own, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Mine' }),
    })
    expect([rename.status, (await end(session, '/passkeys/key-of-theirs')).status]).toEqual([404, 404])
    expect(await rows("SELECT name FROM passkey WHERE id = 'key-of-theirs'")).toEqual([{ name: 'Laptop' }])
    expect(await (await api('/sign-in/ways')).json<WaysIn>()).toEqual({ mail: false, passkey: true })
  })

  it('is nothing a program has', async () => {
    const program = await aToken('leads:read', 'team:write')
    expect((await post('/passkeys/options', program, {})).status).toBe(403)
    expect((await api('/sessions', program)).status).toBe(403)
  })
})
