import { expect, test } from 'vitest'
import { formDefinition } from '../../contract/form.ts'
import { everyText, languagesOf } from '../../contract/form-texts.ts'
import { luminance } from '../../contract/look.ts'
import { templates } from '../../worker/form/templates.ts'

test.each(Object.entries(templates))('%s can be published as it is, in French and in English', (_, template) => {
  const form = formDefinition.parse(template)
  expect(languagesOf(form)).toEqual(['fr', 'en'])
  const untranslated = [...everyText(form)].filter(([, text]) => !text.fr || !text.en).map(([path]) => path.join('.'))
  expect(untranslated).toEqual([])
})

test.each(Object.entries(templates))('%s asks for nothing as the price of something else', (_, template) => {
  const form = formDefinition.parse(template)
  const required = form.steps.flatMap((step) => step.fields).filter((field) => field.required)
  expect(required.length).toBeLessThanOrEqual(3)
  expect(form.consents.every((consent) => consent.basis === 'consent')).toBe(true)
  expect(form.texts.notice?.fr).toMatch(/effacer.*CNIL/)
})

test.each(Object.entries(templates))('%s has an accent that white words can be read on', (_, { theme }) => {
  expect(luminance(theme!.accent!)).toBeLessThan(0.183)
})
