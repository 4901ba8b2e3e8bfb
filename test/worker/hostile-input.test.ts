// Every route there is, asked nearly as its example says and then as nobody should: it refuses in words of ours, or does what it
// describes. It never breaks or hangs, and whatever it kept can be read afterwards.
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type * as z from 'zod'
import { problems } from '../../contract/errors.ts'
import { scopes } from '../../contract/team-names.ts'
import { nameOf, type Operation, operations, parametersIn } from '../../worker/reference/document.ts'
import { sentBy } from '../support/example-request.ts'
import { disturbed, hostileText } from '../support/hostile.ts'
import { rows } from '../support/published.ts'
import { ask, theWorld, type World } from '../support/reference-world.ts'
import { aToken } from '../support/team.ts'

/** Each operation is asked so often, the same each time; more runs and another seed look elsewhere. */
const runs = 8
const seed = 20_261_122
const patienceMs = 20_000

let world: World
beforeAll(async () => {
  world = await theWorld()
}, 60_000)

/** What is done to an example: most of it stays, so that it goes far in. */
type Disturbance = {
  segment?: string
  query: [string, string][]
  headers: Record<string, string>
  body?: unknown
}

const perhaps = <T>(weight: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight, arbitrary }, { weight: 10 - weight, arbitrary: fc.constant(undefined) })

function disturbing(one: Operation): fc.Arbitrary<Disturbance> {
  const names = parametersIn(one).flatMap((each) => (each.in === 'query' ? [each.name] : []))
  const name = fc.oneof(...(names.length ? [{ weight: 4, arbitrary: fc.constantFrom(...names) }] : []), hostileText)
  const example = one.told?.asked?.body
  const body = fc.oneof(
    { weight: 8, arbitrary: example instanceof Object ? disturbed(example) : hostileText },
    { weight: 1, arbitrary: fc.constantFrom('{', '[]', 'null', '{"a":1,"a":2}', '"', '\ufeff{}', '['.repeat(10_000)) },
  )
  const header = (...values: string[]) => perhaps(1, fc.constantFrom(...values))
  return fc.record({
    segment: perhaps(one.route.path.endsWith('}') ? 2 : 0, hostileText.filter(isSegment)),
    query: fc.array(fc.tuple(name, hostileText), { maxLength: names.length ? 2 : 1 }),
    headers: fc
      .record({
        'content-type': header('text/plain', 'text/html', 'multipart/form-data; boundary=x'),
        'content-length': header('-1', '99999999999', 'x'),
        'if-match': header('*', '"x"', 'W/"1"', '"2026-01-01T00:00:00.000Z"'),
        'idempotency-key': header('""', '"a"', 'x'.repeat(2_000), 'cats and dogs'),
        'accept-language': header('*;q=9', 'x'.repeat(500)),
        range: header('bytes=-1', 'bytes=9-1', 'bytes=0-0,5-9', 'cats'),
        origin: header('null', 'https://evil.example', 'nonsense'),
        referer: header('nonsense', 'https://example.fr/a'),
        'user-agent': header('x'.repeat(2_000), '<script>'),
      })
      .map((all) => Object.fromEntries(Object.entries(all).filter((each): each is [string, string] => !!each[1]))),
    body: perhaps(one.route.request?.body ? 9 : 0, body),
  })
}

const isSegment = (text: string) => text.length > 0 && text.length < 2_000 && text.isWellFormed() && !/^\.+$/.test(text)

async function disturb(request: Request, { segment, query, headers, body }: Disturbance): Promise<Request> {
  const url = new URL(request.url)
  if (segment) url.pathname = url.pathname.replace(/[^/]+$/, encodeURIComponent(segment))
  for (const [name, value] of query) url.searchParams.set(name.toWellFormed(), value.toWellFormed())
  const sent = body === undefined ? await request.text() : typeof body === 'string' ? body : JSON.stringify(body)
  return new Request(url.href.slice(0, 12_000), {
    method: request.method,
    redirect: 'manual',
    headers: { ...Object.fromEntries(request.headers), ...headers },
    ...(!['GET', 'HEAD'].includes(request.method) && sent && { body: sent }),
  })
}

type Answered = { status: number; type: string; text: string }

async function answered(request: Request): Promise<Answered> {
  const answer = ask(request).then(async (response) => ({
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  }))
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no answer')), patienceMs)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

function expectSound({ route }: Operation, { status, type, text }: Answered): void {
  // 503 is for what is down, and nothing is.
  expect(status, text.slice(0, 500)).toBeLessThan(500)
  if (type.includes('problem+json')) expect(problems).toHaveProperty(JSON.parse(text).code, status)
  const described = route.responses[status]?.content?.['application/json']?.schema as z.ZodType | undefined
  if (described && type.startsWith('application/json'))
    expect(described.safeParse(JSON.parse(text)).error).toBeUndefined()
}

const all = operations().map((one) => [nameOf(one.route), one] as const)
let blocks = 0

it.each(all)(
  '%s neither breaks nor hangs, whatever it is sent',
  async (_, one) => {
    const own = await world.own[one.name]?.()
    const wrong = fc.asyncProperty(disturbing(one), async (disturbance) => {
      // Somebody else each time: who is refused for asking often is not heard out.
      const request = await sentBy(world, one, own, `10.${++blocks >> 8}.${blocks & 255}.1`)
      expectSound(one, await answered(await disturb(request, disturbance)))
    })
    await fc.assert(wrong, { numRuns: runs, seed, endOnFailure: true })
  },
  120_000,
)

it('whatever was kept of all that can be read as it is described', async () => {
  // Whose token the world had may be gone by now.
  const token = await aToken(...scopes)
  const slugs = await rows<{ slug: string }>("SELECT slug FROM form WHERE slug NOT LIKE '~%'")
  const leads = await rows<{ id: string }>('SELECT id FROM lead')
  const lists = all.flatMap(([, one]) =>
    one.route.method === 'get' && one.route.path.startsWith('/api/') ? [one] : [],
  )
  const read = async (one: Operation, id?: string) => {
    const request = await sentBy({ ...world, token }, one, undefined, '10.99.1.1')
    const url = id ? request.url.replace(/[^/]+(\/draft)?$/, `${encodeURIComponent(id)}$1`) : request.url
    const answer = await answered(new Request(url, request))
    expectSound(one, answer)
    return answer.status
  }
  const byName = (name: string) => lists.find((one) => one.name === name)!
  for (const one of lists.filter(({ route }) => !route.path.includes('{')))
    expect([one.name, await read(one)]).toEqual([one.name, 200])
  for (const { slug } of slugs)
    expect([slug, await read(byName('GET /api/v1/forms/{slug}/draft'), slug)]).toEqual([slug, 200])
  for (const { id } of leads) expect([id, await read(byName('GET /api/v1/leads/{id}'), id)]).toEqual([id, 200])
}, 60_000)
