import { expect, test } from 'vitest'
import type { ShownField } from '../../contract/shown.ts'
import { begin, reduce, type State } from '../../widget/state.ts'
import { aShownForm, email, givenName, plan, reason } from './settings.ts'

const hidden: ShownField = {
  kind: 'hidden',
  key: 'ref',
  label: 'ref',
  required: false,
  width: 'full',
  value: 'none',
  fromQuery: 'ref',
}
const start = (fields = [email, givenName, plan, reason], prefill = {}, query = '') =>
  begin(aShownForm(fields), prefill, new URLSearchParams(query))
const type = (state: State, raw: State['raw']) => reduce(state, { type: 'typed', raw, consents: {} })

test('no consent is ticked at the start', () => {
  expect(start().consents).toEqual({ newsletter: false, phone: false })
})

test('the page may fill in fields, and a hidden field reads the page’s address', () => {
  const state = start([email, hidden], { email: 'a@b.fr', constructor: 'x' }, 'ref=partner')
  expect(state.raw).toEqual({ email: 'a@b.fr', ref: 'partner' })
  expect(start([hidden]).raw.ref).toBe('none')
})

test('nothing is called wrong before sending was tried', () => {
  const left = reduce(type(start(), { email: 'not an address' }), { type: 'left', key: 'email' })
  expect(left.errors).toEqual({})
})

test('after a first attempt a field is checked again when it is left', () => {
  const tried = reduce(start(), { tried: true, errors: { given: 'required' } })
  const left = reduce(type(tried, { email: 'nope' }), { type: 'left', key: 'email' })
  expect(left.errors.email).toBe('bad_email')
})

test('a complaint goes as soon as it is answered', () => {
  const wrong = reduce(start(), { tried: true, errors: { email: 'required' } })
  expect(type(wrong, { email: 'a@b.' }).errors).toEqual({ email: 'bad_email' })
  expect(type(wrong, { email: 'a@b.fr' }).errors).toEqual({})
})

test('a slip in the address is pointed out when the field is left, and forgotten when it is touched', () => {
  const left = reduce(type(start(), { email: 'ada@gmial.com' }), { type: 'left', key: 'email' })
  expect(left.suggestion).toBe('ada@gmail.com')
  expect(type(left, { email: 'ada@gmail.com' }).suggestion).toBeUndefined()
})

test('what was typed and ticked survives every failure', () => {
  const filled = reduce(start(), { type: 'typed', raw: { email: 'a@b.fr' }, consents: { newsletter: true } })
  const failed = reduce(reduce(filled, { phase: 'sending' }), { phase: 'asking', failure: { why: 'offline' } })
  expect(failed).toMatchObject({
    phase: 'asking',
    raw: { email: 'a@b.fr' },
    consents: { newsletter: true, phone: false },
  })
})
