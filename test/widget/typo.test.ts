import { expect, test } from 'vitest'
import { suggestAddress } from '../../widget/typo.ts'

test.each([
  ['ada@gmial.com', 'ada@gmail.com'],
  ['ada@gmail.con', 'ada@gmail.com'],
  ['ada@gmail.co', 'ada@gmail.com'],
  ['ada@gmail.fr', 'ada@gmail.com'],
  ['ada@gmaill.com', 'ada@gmail.com'],
  ['ada@gnail.com', 'ada@gmail.com'],
  ['ada@hotnail.fr', 'ada@hotmail.fr'],
  ['ada@oultook.com', 'ada@outlook.com'],
  ['ada@lapost.net', 'ada@laposte.net'],
  ['Ada.L+x@wanado.fr', 'Ada.L+x@wanadoo.fr'],
])('%s was probably meant to be %s', (typed, meant) => {
  expect(suggestAddress(typed)).toBe(meant)
})

test.each([
  'ada@gmail.com',
  'ada@hotmail.fr',
  'ada@Gmail.com',
  'ada@mail.com',
  'ada@ymail.com',
  'ada@exemple.fr',
  'ada@orange.com',
  'ada',
  'ada@',
  '',
  '@gmial.com',
])('%s is left alone', (typed) => {
  expect(suggestAddress(typed)).toBeUndefined()
})
