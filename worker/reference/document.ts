// The OpenAPI document: worked out of the route table, so that it cannot say otherwise than the routes do, with what is told of each.
import type * as z from 'zod'
import { type ProblemCode, problems } from '../../contract/errors.ts'
import { scopes } from '../../contract/team-names.ts'
import { app } from '../app.ts'
import { problemBody, type Says } from '../lib/openapi.ts'
import { answers } from './answers.ts'
import { type Door, doors } from './doors.ts'
import { introduction, scopeMeanings } from './introduction.ts'
import { exampleOf, meanings } from './problems.ts'
import { parameterExample } from './samples.ts'
import { schemas } from './schema.ts'
import { tags } from './tags.ts'
import type { Tag, Told } from './told.ts'
import { webhooks } from './webhooks.ts'

/** One operation with all that is known of it: its route, what its middleware says, and what is told. */
export type Operation = {
  /** `GET /api/v1/leads/{id}`. */
  name: string
  route: Door
  says: Says[]
  tag?: Tag
  told?: Told
}

/** Every operation, in the order it is told in; those nobody has told anything of come last. */
export function operations(): Operation[] {
  const declared = app.openAPIRegistry.definitions.flatMap((one) => (one.type === 'route' ? [one.route as Door] : []))
  const known = new Map([...doors, ...declared].map((route) => [nameOf(route), route]))
  const told = tags.flatMap((tag) => Object.entries(tag.operations).map(([name, told]) => ({ name, tag, told })))
  const untold = [...known.keys()].filter((name) => !told.some((one) => one.name === name)).map((name) => ({ name }))
  return [...told, ...untold].flatMap((one): Operation[] => {
    const route = known.get(one.name)
    return route ? [{ ...one, route, says: saidBy(route) }] : []
  })
}

export const nameOf = ({ method, path }: Pick<Door, 'method' | 'path'>) => `${method.toUpperCase()} ${path}`

function saidBy(route: Door): Says[] {
  const path = route.path.replaceAll(/\{(.+?)\}/g, ':$1')
  const handlers = app.routes.filter((one) => one.path === path && one.method === route.method.toUpperCase())
  return handlers.flatMap(({ handler }) => ('says' in handler ? [handler.says as Says] : []))
}

/** Who is let in: all of these. */
export const takenBy = ({ says }: Operation) => says.flatMap(({ takes }) => takes ?? [])

export const takesKey = (one: Operation) =>
  one.route.method === 'post' && takenBy(one).some((takes) => takes.endsWith(':write'))

/** Every code it can answer, those that follow from what it takes before its own. */
export function refusalsOf(one: Operation): ProblemCode[] {
  const { route, says, told } = one
  const { params, query, headers, body } = route.request ?? {}
  const taken = takenBy(one)
  const isChange = route.method !== 'get'
  const follows: [unknown, ProblemCode[]][] = [
    [says.some(({ maxBytes }) => maxBytes), ['bad_request', 'bad_json', 'too_large', 'wrong_content_type']],
    [takesKey(one), ['idempotency_key_malformed', 'idempotency_key_busy', 'idempotency_key_reused']],
    [taken.length, ['unauthenticated']],
    [taken.some((takes) => takes !== 'signed-in'), ['forbidden']],
    [taken.length && isChange, ['origin_refused']],
    [taken.length && params, ['not_found']],
    [taken.length && (query || headers || body), ['invalid']],
    [says.some(({ isRated }) => isRated), ['rate_limited']],
  ]
  const codes = follows.flatMap(([holds, codes]) => (holds ? codes : []))
  const answers500 = !route.path.startsWith('/e/')
  return [...new Set([...codes, ...(told?.refuses ?? []), ...(answers500 ? (['internal'] as const) : [])])]
}

export function openApi() {
  const shapes = schemas()
  const problem = shapes.of(problemBody, 'output')
  const refused: Record<string, unknown> = {}
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of operations()) {
    const { path, method } = one.route
    paths[path] = { ...paths[path], [method]: described(one, shapes.of, refused) }
  }
  const told = webhooks(shapes.of)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Aimant',
      version: '1',
      summary: 'Forms, leads and what was agreed to, on one’s own account.',
      description: introduction,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Wherever this document is served from' }],
    tags: tags.map(({ name, about }) => ({ name, description: about })),
    paths,
    webhooks: told,
    components: {
      schemas: { Problem: problem, ...shapes.components },
      responses: refused,
      examples: Object.fromEntries(
        (Object.keys(problems) as ProblemCode[]).map((code) => [
          code,
          { summary: meanings[code], value: exampleOf(code) },
        ]),
      ),
      headers: {
        'Retry-After': {
          description: 'Seconds to wait before asking again.',
          schema: { type: 'integer' },
          example: 60,
        },
        'Idempotent-Replayed': {
          description: '`true` where this was answered before, under the same Idempotency-Key.',
          schema: { type: 'string', enum: ['true'] },
          example: 'true',
        },
      },
      parameters: {
        'Idempotency-Key': {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'A name for this request, of your making. Asked again under it within 24 hours, it is answered the same, and nothing is done twice.',
          schema: { type: 'string', maxLength: 600 },
          example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
        },
      },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'aimant_…',
          description: `For programs: made in the dashboard or with \`npm run token\`, with scopes.\n\n${scopes.map((scope) => `- \`${scope}\`: ${scopeMeanings[scope]}`).join('\n')}`,
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-aimant',
          description: 'For people: the dashboard’s own. Whatever changes anything is taken from our own pages only.',
        },
      },
    },
  }
}

type Of = ReturnType<typeof schemas>['of']

function described(one: Operation, of: Of, refused: Record<string, unknown>) {
  const { route, tag, told } = one
  const taken = takenBy(one)
  const named = taken.filter((takes) => takes.includes(':'))
  const isPerson = taken.includes('person')
  return {
    operationId: told?.id,
    tags: tag ? [tag.name] : [],
    summary: route.summary,
    description: [told?.about, accessOf(taken), bodyBound(one)].filter(Boolean).join('\n\n'),
    ...(named.length && { 'x-scope': named }),
    security: taken.length ? [...(isPerson ? [] : [{ token: named }]), { session: [] }] : [],
    parameters: parametersOf(one, of),
    ...(route.request?.body && { requestBody: bodyOf(one, of) }),
    responses: { ...answersOf(one, of), ...refusedOf(one, refused) },
  }
}

function accessOf(taken: string[]): string {
  if (!taken.length) return 'Open to anybody.'
  if (taken.includes('person')) return 'For whoever is signed in, about what is their own; no program has any.'
  const named = taken.filter((takes) => takes.includes(':')).map((scope) => `\`${scope}\``)
  return named.length ? `Needs ${named.join(' and ')}.` : 'For whoever is signed in, or holds any token.'
}

function bodyBound({ says }: Operation): string | undefined {
  const bytes = says.find(({ maxBytes }) => maxBytes)?.maxBytes
  return bytes ? `At most ${bytes.toLocaleString('en')} bytes of JSON.` : undefined
}

const places = [
  ['params', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
] as const

/** Each parameter with its schema, as the route declares it. */
export function parametersIn({ route, told }: Operation) {
  return places.flatMap(([from, place]) => {
    const declared = route.request?.[from]
    const asked = told?.asked?.[from] as Record<string, unknown> | undefined
    return Object.entries(declared?.shape ?? {}).map(([name, schema]) => {
      const taken = schema as z.ZodType
      const isAsked = asked?.[name] !== undefined
      return { name, in: place, schema: taken, isAsked, example: asked?.[name] ?? parameterExample(name, taken) }
    })
  })
}

function parametersOf(one: Operation, of: Of) {
  const own = parametersIn(one).map(({ name, in: place, schema, example, isAsked }) => {
    const sent = of(schema, 'input')
    // What is made of a text before it is looked at says only then what it is.
    const shape = Object.keys(sent).length ? sent : of(schema, 'output')
    const required = place === 'path' || !schema.safeParse(undefined).success
    // Lists stand in one parameter, with commas between.
    const list = place === 'query' &&
      (shape.type === 'array' || Array.isArray(example)) && { style: 'form', explode: false }
    // What the example leaves out is shown, and left out of the request the page composes: all filters at once would find nobody.
    const left = example !== undefined && { examples: { default: { value: example, 'x-disabled': true } } }
    const shown = { schema: shape, ...(isAsked || required ? { example } : left) }
    return { name, in: place, required, ...list, ...shown }
  })
  return takesKey(one) ? [...own, { $ref: '#/components/parameters/Idempotency-Key' }] : own
}

function bodyOf({ route, told }: Operation, of: Of) {
  const content = Object.entries(route.request?.body?.content ?? {}).map(([type, media]) => {
    const schema = of(media.schema, 'input')
    const isText = typeof told?.asked?.body === 'string'
    const fits = type === 'application/json' ? !isText : isText || type.includes('form')
    return [type, { schema, ...(fits && { example: told?.asked?.body }) }]
  })
  return { required: true, content: Object.fromEntries(content) }
}

/** What is answered where nothing is refused. */
function answersOf(one: Operation, of: Of) {
  const { route } = one
  const said = Object.entries(route.responses).filter(([status]) => status !== 'default')
  return Object.fromEntries(
    said.map(([status, answer]) => {
      const content = Object.entries(answer.content ?? {}).map(([type, media]) => {
        const isJson = type.includes('json') && !type.includes('ndjson')
        const example = answers[one.name]
        const fits = isJson ? typeof example !== 'string' : typeof example === 'string'
        return [type, { schema: of(media.schema, 'output'), ...(fits && { example }) }]
      })
      const headers = { ...answer.headers, ...(takesKey(one) && replayed) }
      return [
        status,
        {
          description: answer.description,
          ...(Object.keys(headers).length && { headers }),
          ...(content.length && { content: Object.fromEntries(content) }),
        },
      ]
    }),
  )
}

const replayed = { 'Idempotent-Replayed': { $ref: '#/components/headers/Idempotent-Replayed' } }
const waiting = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } }

/** Many refuse alike: each way stands once, among the components. */
function refusedOf(one: Operation, refused: Record<string, unknown>) {
  const byStatus = Map.groupBy(refusalsOf(one), (code) => problems[code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const name = codes.join('.')
      refused[name] ??= {
        description: codes.map((code) => `\`${code}\`: ${meanings[code]}`).join('\n\n'),
        ...(codes.some((code) => ['rate_limited', 'unavailable', 'idempotency_key_busy'].includes(code)) && {
          headers: waiting,
        }),
        content: {
          'application/problem+json': {
            schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] },
            examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      }
      return [String(status), { $ref: `#/components/responses/${name}` }]
    }),
  )
}
