import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ProblemBody, problems } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { issueTicket } from '../../worker/capture/ticket.ts'
import { aPublishedForm, origin, post, ready, rows } from '../support/published.ts'
import { aPerson, prove } from '../support/visitor.ts'

let form: PublishedForm
let other: PublishedForm
beforeAll(async () => {
  form = await aPublishedForm()
  other = await aPublishedForm()
})

const stored = async () =>
  (await rows<{ n: number }>('SELECT (SELECT count(*) FROM submission) + (SELECT count(*) FROM lead) AS n'))[0]!.n
const text = async (over: object) => JSON.stringify({ ...(await ready(form)), ...over })
const answers = (over: Record<string, unknown>) => ({ answers: { email: aPerson(), ...over } })

type Case = [
  name: string,
  code: string,
  body: () => Promise<unknown>,
  fields?: Record<string, string>,
  headers?: Record<string, string>,
]

const cases: Case[] = [
  ['an answer of the wrong type', 'invalid', () => text(answers({ company: 42 })), { company: 'wrong_type' }],
  ['a list where a word belongs', 'invalid', () => text(answers({ size: ['1-9'] })), { size: 'wrong_type' }],
  ['a key the form does not have', 'invalid', () => text(answers({ is_admin: true })), { is_admin: 'unknown_field' }],
  ['a key the envelope does not have', 'invalid', () => text({ stage: 'customer' }), { stage: 'unknown_field' }],
  ['an over-long answer', 'invalid', () => text(answers({ company: 'x'.repeat(201) })), { company: 'too_long' }],
  ['no address', 'invalid', () => text({ answers: {} }), { email: 'required' }],
  ['something that is no address', 'invalid', () => text({ answers: { email: 'camille@' } }), { email: 'bad_email' }],
  ['an option never offered', 'invalid', () => text(answers({ size: '1000+' })), { size: 'not_an_option' }],
  [
    'a purpose never asked',
    'invalid',
    () => text({ consents: { partner: true } }),
    { 'consents.partner': 'unknown_field' },
  ],
  ['a version never published', 'invalid', () => text({ version: 99 }), { version: 'not_an_option' }],
  ['a language never published', 'invalid', () => text({ language: 'de' }), { language: 'not_an_option' }],
  ['a body of one megabyte', 'too_large', () => text({ answers: { email: 'x'.repeat(1_000_000) } })],
  ['bytes that are not UTF-8', 'bad_request', async () => new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['something that is no JSON', 'bad_json', async () => '{"ticket":'],
  ['duplicate keys', 'bad_json', async () => (await text({})).replace('{', '{"version":1,')],
  ['__proto__ among the keys', 'bad_json', async () => (await text({})).replace('{', '{"__proto__":{"admin":true},')],
  ['__proto__ spelt with escapes', 'bad_json', async () => (await text({})).replace('{', '{"__pr\\u006fto__":{},')],
  ['a JSON null', 'invalid', async () => 'null'],
  ['a made-up ticket', 'ticket_forged', () => text({ ticket: 'ticket.00000000.zzzzzz.a.b.c' })],
  ['a ticket of another form', 'ticket_forged', async () => ({ ...(await ready(other)), version: 1 })],
  ['an expired ticket', 'ticket_expired', () => ready(form, {}, 3 * 60 * 60 * 1000)],
  ['a missing ticket', 'invalid', () => text({ ticket: undefined }), { ticket: 'required' }],
  ['a missing proof of work', 'proof_missing', () => text({ proof: undefined })],
  ['a wrong proof of work', 'proof_wrong', () => text({ proof: btoa(JSON.stringify({ number: 1 })) })],
  ['a proof that is not even base64', 'proof_wrong', () => text({ proof: '%%%' })],
  ['the proof of another ticket', 'proof_wrong', async () => text({ proof: prove(await issueTicket(env, form)) })],
  ['a body of another kind', 'wrong_content_type', () => text({}), undefined, { 'content-type': 'text/plain' }],
]

describe('refused with a code of the closed list, and nothing stored', () => {
  it.each(cases)('%s', async (_, code, body, fields, headers) => {
    const before = await stored()
    const response = await post(form, await body(), headers)
    const problem = await response.json<ProblemBody>()
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(problem).toMatchObject({ code, status: response.status, ...(fields && { fields }) })
    expect(response.status).toBe(problems[problem.code])
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(JSON.stringify(problem)).not.toMatch(/\bat .*\.ts|Error:|zod/i)
    expect(await stored()).toBe(before)
  })

  it('a page of another site, when the form names its own', async () => {
    const closed = await aPublishedForm({ origins: ['https://atelier-sud.fr'] })
    const before = await stored()
    const foreign = await post(closed, await ready(closed), { origin: 'https://evil.example' })
    expect(await foreign.json()).toMatchObject({ code: 'origin_refused', status: 403 })
    // The refusal may be read, so that the widget can say it plainly.
    expect(foreign.headers.get('access-control-allow-origin')).toBe('*')
    const early = await exports.default.fetch(`${origin}/f/${closed.slug}/ticket`, {
      headers: { origin: 'https://evil.example' },
    })
    expect(await early.json()).toMatchObject({ code: 'origin_refused' })
    expect(await stored()).toBe(before)
    const own = await post(closed, await ready(closed), { origin: 'https://atelier-sud.fr' })
    expect(own.status).toBe(200)
  })

  it('a flood from one address block, while another block goes on', async () => {
    const flood = { 'cf-connecting-ip': '192.0.2.1' }
    const statuses: number[] = []
    for (let n = 0; n < 130; n++) statuses.push((await post(form, 'null', flood)).status)
    expect(statuses.at(-1)).toBe(429)
    const limited = await post(form, 'null', { 'cf-connecting-ip': '192.0.2.200' })
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe('60')
    expect((await post(form, await ready(form), { 'cf-connecting-ip': '198.51.100.1' })).status).toBe(200)
  })

  it('an unknown form', async () => {
    const response = await exports.default.fetch(`${origin}/f/no-such-form/ticket`)
    expect(await response.json()).toMatchObject({ code: 'form_unknown', status: 404 })
  })
})
