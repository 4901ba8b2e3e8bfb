import { expect, test } from 'vitest'
import { countriesIn } from '../../widget/countries.ts'

const iso =
  'ADEFGILMOQRSTUWXZ BABDEFGHIJLMNOQRSTVWYZ CACDFGHIKLMNORUVWXYZ DEJKMOZ ECEGHRST FIJKMOR GABDEFGHILMNPQRSTUWY HKMNRTU IDELMNOQRST JEMOP KEGHIMNPRWYZ LABCIKRSTUVY MACDEFGHKLMNOPQRSTUVWXYZ NACEFGILOPRUZ OM PAEFGHKLMNRSTWY QA REOSUW SABCDEGHIJKLMNORSTVXYZ TCDFGHJKLMNORTVWZ UAGMSYZ VACEGINU WFS XK YET ZAMW'
    .split(' ')
    .flatMap(([first, ...seconds]) => seconds.map((second) => `${first}${second}`))

test('every country of ISO 3166-1 and Kosovo can be chosen, and nothing else', () => {
  expect(
    countriesIn('en')
      .map(({ value }) => value)
      .sort(),
  ).toEqual(iso)
})

test('countries are named and ordered as the language does', () => {
  const labels = countriesIn('fr').map(({ label }) => label)
  expect(labels).toContain('Allemagne')
  expect(labels.indexOf('Égypte')).toBeLessThan(labels.indexOf('Espagne'))
})
