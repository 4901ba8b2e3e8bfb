// Routes described once, for types, docs and validation. What fails validation becomes a Problem with a code per field:
// a validator's own words never reach the wire.
import { OpenAPIHono } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { type ProblemCode, problems } from '../../contract/errors.ts'
import type { Scope } from '../../contract/team-names.ts'
import type { App } from '../env.ts'
import { readJson } from './body.ts'
import { Problem } from './problem.ts'

/** What middleware says of itself where the routes are described, so that nobody has to write it down again beside them. */
export type Says = {
  /** Who is let in: a scope, whoever is signed in, or a person with something of their own. */
  takes?: Scope | 'signed-in' | 'person'
  /** The longest body of JSON. */
  maxBytes?: number
  /** An address block that asks too often waits. */
  isRated?: true
}

/** An empty group of routes. A parameter of the path that cannot be an id names nothing: `not_found`. */
export const routes = () =>
  new OpenAPIHono<App>({
    defaultHook: (result) => {
      if (result.success) return
      if (result.target === 'param') throw new Problem('not_found')
      throw new Problem('invalid', { fields: fieldCodes(result.error, 'data' in result ? result.data : undefined) })
    },
  })

/**
 * Middleware for routes that take JSON: reads it strictly, up to `maxBytes`, before the described validation sees it.
 * Throws `wrong_content_type`, `too_large`, `bad_request` or `bad_json`.
 */
export const jsonBody = (maxBytes: number) => {
  const reader = createMiddleware<App>(async (c, next) => {
    c.req.bodyCache.json = Promise.resolve(await readJson(c.req.raw, maxBytes))
    await next()
  })
  return Object.assign(reader, { says: { maxBytes } satisfies Says })
}

/** What a described JSON body looks like to createRoute. */
export const jsonOf = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } } })

export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  fields: z.record(z.string(), z.string()).optional(),
  retryAfter: z.number().optional(),
})

/** The described answer for everything that is refused: spread it into `responses`. */
export const refusals = {
  default: { description: 'Refused', content: { 'application/problem+json': { schema: problemBody } } },
}

/** JSON path → code of what is wrong there, for a value that a schema refused. */
export function fieldCodes(error: z.core.$ZodError, value: unknown): Record<string, string> {
  const codes: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.map(String)
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) codes[[...path, key].join('.')] ??= 'unknown_field'
    else codes[path.join('.')] ??= codeOf(issue, at(value, issue.path))
  }
  return codes
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_large'
    case 'too_small':
      return value === ''
        ? 'required'
        : issue.origin === 'string'
          ? 'too_short'
          : issue.origin === 'array'
            ? 'required'
            : 'too_small'
    case 'invalid_value':
      return value === undefined ? 'required' : 'not_an_option'
    case 'invalid_format':
      return formats[issue.format] ?? 'wrong_format'
    case 'custom':
      // Our own refinements say their code as their message.
      return /^[a-z_]+$/.test(issue.message) ? issue.message : 'wrong_type'
    default:
      return value === undefined ? 'required' : 'wrong_type'
  }
}

const formats: Record<string, string> = { email: 'bad_email', url: 'bad_url', date: 'bad_date', datetime: 'bad_date' }

const at = (value: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner instanceof Object ? Reflect.get(inner, key) : undefined), value)
