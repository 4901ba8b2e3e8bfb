// The rules of sending to others: pure, so tried with whatever may come.
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { sentBody } from '../../contract/connection.ts'
import { connectionFormats } from '../../contract/connection-names.ts'
import { readTarget } from '../../worker/connection/address.ts'
import { bodyOf } from '../../worker/connection/compose.ts'
import { everyExample } from '../../worker/connection/example.ts'
import { flat } from '../../worker/connection/format/flat.ts'
import { hookDelay, restAfter, retryAfter } from '../../worker/connection/retry.ts'
import { keyOf, newSecret, seal, unseal } from '../../worker/connection/secret.ts'
import { standingAfter, type Tried } from '../../worker/connection/settle.ts'
import { signed } from '../../worker/connection/sign.ts'

const day = 86_400

describe('the schedule', () => {
  it('is the standard’s: ten attempts over three days, each some way off its minute', () => {
    const steps = Array.from({ length: 10 }, (_, i) => hookDelay(i + 1, () => 0.5))
    expect(steps).toEqual([0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
    expect(hookDelay(11, () => 0.5)).toBeUndefined()
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const [least, most] = [steps[n - 1]! * 0.89, steps[n - 1]! * 1.11]
        expect(hookDelay(n, () => random)).toBeGreaterThanOrEqual(Math.floor(least))
        expect(hookDelay(n, () => random)).toBeLessThanOrEqual(Math.ceil(most))
      }),
    )
  })

  it('leaves an address alone for longer the more often it failed, and never for more than five minutes', () => {
    const rests = Array.from({ length: 50 }, (_, i) => restAfter(i))
    expect(rests[0]).toBe(0)
    expect(rests).toEqual(rests.toSorted((a, b) => a - b))
    expect(Math.max(...rests)).toBe(300)
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-22T08:00:00Z')
  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['0', 0],
    ['Sun, 22 Nov 2026 08:10:00 GMT', 600],
    ['Sun, 22 Nov 2026 07:00:00 GMT', 0],
    ['9999999999', day],
    ['99999999999', undefined],
    ['-5', 0],
    ['1e9', undefined],
    ['later', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is %s seconds', (header, seconds) => {
    const read = retryAfter(header, now)
    // What some reader of dates takes for one is bounded all the same.
    if (seconds === undefined && read !== undefined) expect(read).toBeLessThanOrEqual(day)
    else expect(read).toBe(seconds)
  })

  it('is never more than a day, nor less than nothing, whatever is said', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (header, nowMs) => {
        const read = retryAfter(header, nowMs) ?? 0
        expect(Number.isInteger(read) && read >= 0 && read <= day).toBe(true)
      }),
    )
  })
})

describe('a secret', () => {
  const env = { SECRET: 'a'.repeat(40), SECRET_LASTING: 'b'.repeat(40) }

  it('has 32 bytes of its own, as the standard writes them', () => {
    const made = Array.from({ length: 50 }, newSecret)
    expect(new Set(made).size).toBe(50)
    for (const secret of made) {
      expect(keyOf(secret)).toHaveLength(32)
      expect(() => new Webhook(secret)).not.toThrow()
    }
  })

  it('opens for its own connection under the deployment’s secrets, old ones too, and for nobody else', async () => {
    const secret = newSecret()
    const sealed = await seal(env, 'one', secret)
    expect(sealed).not.toContain(secret.slice(6, 20))
    expect(await unseal(env, 'one', sealed)).toBe(secret)
    await expect(unseal(env, 'other', sealed)).rejects.toThrow()
    await expect(unseal({ SECRET: 'c'.repeat(40) }, 'one', sealed)).rejects.toThrow()
    const before = await seal({ SECRET: env.SECRET }, 'one', secret)
    expect(await unseal({ SECRET: 'd'.repeat(40), SECRET_PREVIOUS: env.SECRET }, 'one', before)).toBe(secret)
    expect(await unseal(env, 'one', before)).toBe(secret)
  })
})

it('whatever is signed, another’s implementation verifies, and no other body', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uuid(), fc.json(), fc.json(), async (id, body, other) => {
      const secret = newSecret()
      const headers = await signed([newSecret(), secret], id, Date.now(), body)
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
      if (other !== body) expect(() => new Webhook(secret).verify(other, headers)).toThrow()
    }),
    { numRuns: 50 },
  )
})

it('the function that our documentation gives to Node verifies what we sign, and nothing else', async () => {
  const docs = await readFile(new URL('../../docs/webhooks.md', import.meta.url), 'utf8')
  const [, code = ''] = /```js\n(.*?)```/s.exec(docs) ?? []
  const { verify } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const [old, secret] = [newSecret(), newSecret()]
  const body = '{"lead":"Zoé"}'
  const headers = await signed([secret, old], 'an-id', Date.now(), body)
  for (const known of [old, secret]) expect(verify(known, headers, body)).toEqual({ lead: 'Zoé' })
  expect(() => verify(newSecret(), headers, body)).toThrow('not ours')
  expect(() => verify(secret, headers, '{}')).toThrow('not ours')
  const late = await signed([secret], 'an-id', Date.now() - 301_000, body)
  expect(() => verify(secret, late, body)).toThrow('too old')
})

describe('what becomes of a connection', () => {
  const at = (n: number) => new Date(1_800_000_000_000 + n * 1_000)
  const outcome = fc.record({
    status: fc.constantFrom(200, 204, 301, 400, 404, 408, 422, 429, 500, 503, null),
    attempts: fc.integer({ min: 0, max: 9 }),
    owedSecondsAgo: fc.integer({ min: 0, max: 400_000 }),
    waits: fc.option(fc.integer({ min: 0, max: day }), { nil: undefined }),
  })
  type Outcome = { status: number | null; attempts: number; owedSecondsAgo: number; waits?: number }
  const tried = (outcomes: Outcome[]): Tried[] =>
    outcomes.map(({ status, attempts, owedSecondsAgo, waits }, n) => ({
      owed: {
        id: `w.c.${n}`,
        leadId: 'l',
        payload: '{}',
        attempts,
        at: at(n - owedSecondsAgo).toISOString(),
        lead: null,
        gpc: 0,
      },
      atMs: at(n).getTime(),
      attempt: {
        ok: status !== null && status < 300,
        status,
        ms: 1,
        answer: null,
        problem: status === null ? 'timeout' : status < 300 ? null : status < 400 ? 'redirect' : 'status',
        waits,
      },
    }))
  const fresh = { failures: 0, failing_since: null, last_success_at: null }

  it('is never disabled by us while messages go through', () => {
    const passing = { status: 200, attempts: 0, owedSecondsAgo: 0, waits: undefined }
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 20 }), (outcomes) => {
        expect(standingAfter({ ...fresh, last_success_at: at(60).toISOString() }, tried(outcomes)).disabled).toBeNull()
        expect(standingAfter(fresh, tried([...outcomes, passing])).disabled).toBeNull()
      }),
    )
  })

  it('is working after a success and failing after anything else, and rests only after failures of its own', () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 20 }), (outcomes) => {
        const verdict = standingAfter(fresh, tried(outcomes))
        const { ok } = verdict.last!
        expect(verdict.failingSince === null).toBe(ok)
        if (ok) expect(verdict).toMatchObject({ failures: 0, restsMs: 0 })
        if (verdict.restsMs) expect(verdict.restsMs - at(outcomes.length).getTime()).toBeLessThanOrEqual(day * 1_000)
        if (outcomes.every(({ status }) => status === 422)) expect(verdict.restsMs).toBe(0)
      }),
    )
  })

  it('is disabled as failing only by a message that was owed before anything last went through, and whose schedule is over', () => {
    const last = (attempts: number, successAt: string | null) =>
      standingAfter(
        { ...fresh, last_success_at: successAt },
        tried([{ status: 500, attempts, owedSecondsAgo: 300_000, waits: undefined }]),
      ).disabled
    expect(last(9, null)).toBe('failing')
    expect(last(8, null)).toBeNull()
    expect(last(9, at(-400_000).toISOString())).toBe('failing')
    expect(last(9, at(-1).toISOString())).toBeNull()
  })
})

describe('a message', () => {
  const telling = { language: 'fr', origin: 'https://leads.example.com' } as const

  it.each(everyExample())('about $type is as the schema says, and another in each form', (event) => {
    const body = bodyOf('standard', event, telling)
    expect(sentBody.parse(body)).toEqual(body)
    const bodies = connectionFormats.map((format) => JSON.stringify(bodyOf(format, event, telling)))
    expect(new Set(bodies).size).toBe(connectionFormats.length)
    // Discord says it by its name in words; all of them fit into what receivers take.
    for (const text of bodies) expect(text.length).toBeLessThan(20_000)
  })

  it('has the same keys for a flat receiver, whatever of the lead is missing', () => {
    const created = everyExample()[0]!
    if (created.type !== 'lead.created') throw new Error('not the first')
    const { lead } = created.data
    const bare = {
      ...lead,
      fullName: null,
      company: null,
      form: null,
      source: { campaign: { utm_source: 'x', utm_medium: 'y' } },
      answers: { team_size: ['a', 'b'] },
    }
    const [whole, less] = [flat(created), flat({ ...created, data: { lead: bare } })]
    expect(Object.keys(less)).toEqual(Object.keys(whole))
    expect(less).toMatchObject({ full_name: null, form: null, answer_team_size: 'a, b' })
  })
})

describe('an address on the machine of whoever develops', () => {
  const own = 'https://leads.example.com'
  const named = { WEBHOOK_TEST_ORIGINS: 'http://127.0.0.1:4000 http://127.0.0.1:4001' }
  const reads = (text: string, env: { WEBHOOK_TEST_ORIGINS?: string } = named) => readTarget(env, text, own).ok

  it('is let past only where the setting names it, port and all', () => {
    expect(reads('http://127.0.0.1:4000/hook?x=1')).toBe(true)
    expect(reads('http://127.0.0.1:4001/')).toBe(true)
    for (const text of [
      'http://127.0.0.1:4002/',
      'http://127.0.0.1/',
      'https://127.0.0.1:4000/',
      'http://localhost:4000/',
      'http://user@127.0.0.1:4000/',
      'http://127.0.0.2:4000/',
      'http://[::1]:4000/',
    ])
      expect(reads(text), text).toBe(false)
  })

  it('is refused like any other where nothing is set, as in every deployment', () => {
    for (const env of [{}, { WEBHOOK_TEST_ORIGINS: '' }]) expect(reads('http://127.0.0.1:4000/', env)).toBe(false)
  })

  it('is the only kind that the setting can name: nothing else becomes callable, whatever stands in it', () => {
    const host = fc.constantFrom(
      '10.0.0.1',
      '169.254.169.254',
      'metadata.google.internal',
      'localhost',
      'x.local',
      '[fd00:ec2::254]',
    )
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), fc.constantFrom('http', 'https'), (name, port, scheme) => {
        const origin = `${scheme}://${name}:${port}`
        expect(reads(`${origin}/`, { WEBHOOK_TEST_ORIGINS: origin })).toBe(false)
      }),
    )
  })

  it('our own host is refused under any spelling of its name', () => {
    for (const text of ['https://leads.example.com/x', 'https://LEADS.example.com', 'https://leads.example.com./'])
      expect(readTarget({}, text, own)).toEqual({ ok: false, why: 'address_is_ours' })
    expect(readTarget({}, 'https://leads.example.com.example.fr/', own).ok).toBe(true)
  })
})
