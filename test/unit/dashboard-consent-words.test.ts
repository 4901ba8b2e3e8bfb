import { expect, test } from 'vitest'
import { consentTone, consentWords } from '../../dashboard/consent-words.ts'
import { pages as fr } from '../../dashboard/locales/fr/pages.ts'

test('silence is a refusal of an offer, and no objection to a notice', () => {
  const offer = { basis: 'consent', state: 'shown_not_given' } as const
  const notice = { basis: 'legitimate_interest', state: 'shown_not_given' } as const
  expect([consentWords(offer), consentTone(offer)]).toEqual(['consent.shown_not_given', 'open'])
  expect([consentWords(notice), consentTone(notice)]).toEqual(['consent.shown_no_objection', 'yes'])
})

test('what is still to be confirmed is no yes, and no refusal either', () => {
  const given = { basis: 'consent', state: 'unconfirmed' } as const
  expect([consentWords(given), consentTone(given)]).toEqual(['consent.unconfirmed', 'open'])
})

test.each(['withdrawn', 'objected', 'expired'] as const)('%s never looks like a yes', (state) => {
  expect(consentTone({ basis: 'consent', state })).toBe('no')
})

test.each(['form', 'rights_page', 'one_click', 'confirm_page'])(
  'a consent collected by %s says so in words',
  (method) => {
    expect(fr).toHaveProperty([`method.${method}`])
  },
)
