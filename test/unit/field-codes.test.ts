import { expect, it } from 'vitest'
import * as z from 'zod'
import { fieldCodes } from '../../worker/lib/openapi.ts'

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  email: z.email().optional(),
  day: z.iso.date().optional(),
  kind: z.enum(['a', 'b']).optional(),
  size: z.number().min(1).max(9).optional(),
  list: z
    .array(z.strictObject({ key: z.string() }))
    .max(2)
    .optional(),
  site: z
    .string()
    .refine(() => false, 'not_an_origin')
    .optional(),
})

const codes = (value: object) => {
  const result = schema.safeParse({ name: 'x', ...value })
  return result.success ? {} : fieldCodes(result.error, { name: 'x', ...value })
}

it.each([
  [{ name: undefined }, { name: 'required' }],
  [{ name: '' }, { name: 'required' }],
  [{ name: 7 }, { name: 'wrong_type' }],
  [{ name: 'too long' }, { name: 'too_long' }],
  [{ email: 'nobody' }, { email: 'bad_email' }],
  [{ day: '2026-02-30' }, { day: 'bad_date' }],
  [{ kind: 'c' }, { kind: 'not_an_option' }],
  [{ size: 0 }, { size: 'too_small' }],
  [{ size: 10 }, { size: 'too_large' }],
  [{ list: [{ key: 'a' }, { key: 'b', extra: 1 }] }, { 'list.1.extra': 'unknown_field' }],
  [{ list: [{}] }, { 'list.0.key': 'required' }],
  [{ list: [{ key: 'a' }, { key: 'b' }, { key: 'c' }] }, { list: 'too_many' }],
  [{ site: 'x' }, { site: 'not_an_origin' }],
])('what a schema refuses is said in codes, at its path: %j', (value, expected) => {
  expect(codes(value)).toEqual(expected)
})
