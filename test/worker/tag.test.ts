import { expect, test } from 'vitest'
import type { ShownForm } from '../../contract/shown.ts'
import { composeTag, unknownTag } from '../../worker/capture/tag.ts'
import { wordsIn } from '../../worker/lib/locale.ts'

const common = { required: true, width: 'full' } as const
const aForm = (over: Partial<ShownForm> = {}): ShownForm => ({
  slug: 'guide',
  version: 1,
  language: 'fr',
  direction: 'ltr',
  languages: ['fr'],
  steps: [{ id: 'you', fields: [{ ...common, kind: 'email', key: 'email', label: 'E-mail', accept: 'any' }] }],
  consents: [],
  texts: { title: 'Le guide' },
  theme: { mode: 'auto' },
  controller: { name: 'Sud', contact: 'a@sud.fr', privacyPolicy: 'https://sud.fr/' },
  ...over,
})
const compose = (form: ShownForm) =>
  composeTag([{ settings: { origin: 'https://l.example', form, words: wordsIn('fr') }, share: 100 }])

test('no text of a form can end the script it travels in, or a line of it', () => {
  const tag = compose(aForm({ texts: { title: '</script><!--\u2028\u2029' } }))
  expect(tag).not.toContain('</script><!--')
  expect(tag).not.toMatch(/[\u2028\u2029]/)
  expect(tag).toContain('\\u003c/script>\\u003c!--\\u2028\\u2029')
})

test('a form travels with only the words its fields can need', () => {
  expect(compose(aForm())).not.toContain('error_bad_phone:')
  const phone = { ...common, kind: 'phone', key: 'phone', label: 'Téléphone', country: 'FR' } as const
  expect(compose(aForm({ steps: [{ id: 'you', fields: [phone] }] }))).toContain('error_bad_phone:')
})

test('a language the widget does not speak gets English words, a regional one its own', () => {
  expect(wordsIn('fr-CA')).toBe(wordsIn('fr'))
  expect(wordsIn('fi')).toBe(wordsIn('en'))
})

test('an unknown form is a script that only warns, whatever its name holds', () => {
  expect(unknownTag('</script>"+alert(1)+"')).toBe(
    String.raw`console.warn("[aimant] No form \"\u003c/script>\"+alert(1)+\"\" is published here, so nothing is drawn.")`,
  )
})

test('a form travels without the postal address, and without what only few forms need', () => {
  const controller = { name: 'Sud', contact: 'a@sud.fr', address: '1 rue du Port', privacyPolicy: 'https://sud.fr/' }
  expect(compose(aForm({ controller }))).not.toContain('1 rue du Port')
  expect(compose(aForm())).not.toContain('DisplayNames')
  const country = { ...common, kind: 'country', key: 'country', label: 'Pays' } as const
  expect(compose(aForm({ steps: [{ id: 'you', fields: [country] }] }))).toContain('DisplayNames')
})
