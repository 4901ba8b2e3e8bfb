// The description of the API is true: it names every route, and whatever it shows can be asked as it stands and is answered as it says.
import { beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { sentBody } from '../../contract/connection.ts'
import { leadEvents, testEvent } from '../../contract/connection-names.ts'
import { type ProblemBody, problems } from '../../contract/errors.ts'
import { type Scope, scopes } from '../../contract/team-names.ts'
import { app } from '../../worker/app.ts'
import { answers } from '../../worker/reference/answers.ts'
import {
  nameOf,
  type Operation,
  openApi,
  operations,
  parametersIn,
  refusalsOf,
  takenBy,
  takesKey,
} from '../../worker/reference/document.ts'
import { doors } from '../../worker/reference/doors.ts'
import { tags } from '../../worker/reference/tags.ts'
import { exampleOf, sentBy } from '../support/example-request.ts'
import { ask, theWorld, type World } from '../support/reference-world.ts'
import { aToken } from '../support/team.ts'

const all = operations()
const api = all.filter(({ route }) => route.path.startsWith('/api/'))
const named = (list: Operation[]) => list.map((one) => [one.name, one] as const)

describe('the description', () => {
  it('names every route of the app, and none that is not there', () => {
    const patterns = new Map(
      doors.map((door) => [`${door.method.toUpperCase()} ${door.at ?? door.path}`, nameOf(door)]),
    )
    const routed = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))]
      // What is for every method, a preflight, and files of pages are no operations.
      .filter((route) => !/^(ALL|OPTIONS) | \/(dashboard|docs)\//.test(route))
      .map((route) => patterns.get(route) ?? route.replaceAll(/:(\w+)/g, '{$1}'))
    expect(all.map(({ name }) => name).sort()).toEqual(routed.sort())
    expect(tags.flatMap(({ operations }) => Object.keys(operations)).filter((name) => !routed.includes(name))).toEqual(
      [],
    )
  })

  it('tells something of each operation, under a name of its own', () => {
    expect(all.filter(({ told }) => !told).map(({ name }) => name)).toEqual([])
    expect(all.filter(({ route }) => !route.summary).map(({ name }) => name)).toEqual([])
    const operationIds = all.map(({ told }) => told?.id)
    expect(operationIds.filter((id, at) => operationIds.indexOf(id) !== at)).toEqual([])
  })

  it('says of each who is let in, and by which scope', () => {
    const unsaid = api.filter((one) => !takenBy(one).length && !one.route.path.includes('/sign-in'))
    expect(unsaid.map(({ name }) => name)).toEqual([])
    for (const takes of api.flatMap(takenBy)) expect([...scopes, 'person', 'signed-in']).toContain(takes)
  })

  it('shows an example of everything that is sent, which would be taken', () => {
    for (const one of all) {
      for (const { name, schema, example } of parametersIn(one))
        expect(schema.safeParse(example).success, `${one.name}: ${name}`).toBe(true)
      const body = one.route.request?.body
      const schema = body?.content['application/json']?.schema
      if (body) expect(one.told?.asked?.body, one.name).toBeDefined()
      if (schema && typeof one.told?.asked?.body !== 'string')
        expect(fits(schema, one.told?.asked?.body), one.name).toBe('')
    }
  })

  it('shows an example of every answer in JSON, as it is answered', () => {
    for (const [name, one] of named(all)) {
      const schema = answerOf(one)
      if (schema) expect(name in answers ? fits(schema, answers[name]) : 'not in answers.json', name).toBe('')
    }
    expect(Object.keys(answers).filter((name) => !all.some((one) => one.name === name))).toEqual([])
  })

  it('shows how each may refuse, out of the closed list', () => {
    for (const one of all.filter(({ route }) => !route.path.startsWith('/e/') && !route.path.startsWith('/w/')))
      expect(refusalsOf(one), one.name).toContain('internal')
    for (const one of api) {
      if (takenBy(one).length) expect(refusalsOf(one), one.name).toContain('unauthenticated')
      if (takesKey(one)) expect(refusalsOf(one), one.name).toContain('idempotency_key_reused')
    }
  })

  it('bounds every list that has pages, and says how to go on', () => {
    for (const one of api) {
      const names = parametersIn(one).map(({ name }) => name)
      if (!names.includes('limit')) continue
      const limit = parametersIn(one).find(({ name }) => name === 'limit')!.schema
      for (const wrong of ['0', '-1', '1.5', '1000000', 'all'])
        expect(limit.safeParse(wrong).success, one.name).toBe(false)
      expect(
        names.some((name) => name === 'after' || name === 'before'),
        one.name,
      ).toBe(true)
      const shape = answerOf(one) as z.ZodObject
      expect(Object.keys(shape.shape), one.name).toContain('next')
    }
  })

  it('shows what connected addresses are sent, each event with an example that has its shape', () => {
    const shown = openApi().webhooks
    expect(Object.keys(shown).sort()).toEqual([...leadEvents, testEvent].sort())
    for (const { post } of Object.values(shown))
      expect(fits(sentBody, post.requestBody.content['application/json'].example), post.summary).toBe('')
  })

  it('refers to nothing that is not in it', () => {
    const text = JSON.stringify(openApi())
    const document = JSON.parse(text)
    for (const [, place] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = place!.split('/').reduce((inner, key) => inner?.[key], document)
      expect(found, place).toBeDefined()
    }
  })
})

/** Whether a schema takes it and leaves nothing out; else what is wrong. */
function fits(schema: z.ZodType, value: unknown): string {
  const read = schema.safeParse(value)
  if (!read.success) return JSON.stringify(read.error.issues.slice(0, 3))
  return lost(value, read.data, '')
}

/** Where something was said that the schema does not know. */
function lost(said: unknown, read: unknown, path: string): string {
  if (Array.isArray(said)) return said.map((item, at) => lost(item, (read as unknown[])[at], `${path}.${at}`)).join('')
  if (!(said instanceof Object)) return ''
  return Object.entries(said)
    .map(([key, inner]) => {
      if (!(read instanceof Object) || !(key in read)) return `unknown: ${path}.${key} `
      return lost(inner, Reflect.get(read, key), `${path}.${key}`)
    })
    .join('')
}

const successes = ({ route }: Operation) => Object.keys(route.responses).filter((status) => status !== 'default')

/** The schema of the answer in JSON, where there is one. */
function answerOf({ route }: Operation): z.ZodType | undefined {
  return Object.entries(route.responses).find(([status]) => status.startsWith('2'))?.[1].content?.['application/json']
    ?.schema
}

/** What only a browser with an authenticator can send: it is refused as the description says. */
const needsAuthenticator = ['POST /api/v1/passkeys', 'POST /api/v1/sign-in/passkey']
/** What a build makes; asked in a browser's test. */
const isBuilt = ['GET /openapi.json', 'GET /docs']

let world: World
beforeAll(async () => {
  world = await theWorld()
}, 60_000)

describe('an example', () => {
  it.each(named(all.filter(({ name }) => !isBuilt.includes(name))))(
    '%s is answered as described',
    async (name, one) => {
      const response = await ask(await sentBy(world, one, await world.own[name]?.(), `10.9.${all.indexOf(one)}.1`))
      const text = await response.text()
      if (needsAuthenticator.includes(name)) {
        const { code } = JSON.parse(text) as ProblemBody
        expect(refusalsOf(one)).toContain(code)
        return
      }
      expect(successes(one), text.slice(0, 500)).toContain(String(response.status))
      const content = one.route.responses[response.status]?.content
      const type = response.headers.get('content-type')?.split(';')[0]
      const types = Object.keys(content ?? {})
      if (text) expect(types, name).toContain(types.includes('*/*') ? '*/*' : type)
      const schema = type === 'application/json' ? content?.[type]?.schema : undefined
      if (schema) expect(fits(schema, JSON.parse(text)), text.slice(0, 2_000)).toBe('')
      // What it says is what answers.json may show.
      const kept = schema && name in answers ? fits(schema, answers[name]) : schema && 'missing'
      expect(kept ?? '', `${name} was answered ${text}`).toBe('')
    },
  )

  it.each(named(api.filter((one) => takenBy(one).length)))('%s says who may not', async (_, one) => {
    const told = async (headers: Record<string, string>) => {
      const response = await ask(exampleOf(world, one, headers))
      const { code } = await response.json<ProblemBody>()
      expect(response.status).toBe(problems[code])
      expect(refusalsOf(one)).toContain(code)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      return code
    }
    expect(await told({})).toBe('unauthenticated')
    const needed = takenBy(one).filter((takes): takes is Scope => takes.includes(':'))
    if (!needed.length) return
    const others = scopes.filter((scope) => !needed.includes(scope))
    expect(await told({ authorization: `Bearer ${await aToken(...others)}` })).toBe('forbidden')
  })
})
