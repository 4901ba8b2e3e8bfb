import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRole, qualityOf } from '../../contract/quality.ts'
import { mailboxKind } from '../../worker/capture/mailbox-kind.ts'
import { knownAs } from '../../worker/lead/known.ts'

describe('an address', () => {
  it.each([
    ['camille@atelier-aubepine.example', 'own'],
    ['camille@gmail.com', 'free'],
    ['camille@orange.fr', 'free'],
    ['camille@laposte.net', 'free'],
    ['x@mailinator.com', 'disposable'],
    ['x@yopmail.com', 'disposable'],
    ['x@anything.mailinator.com', 'disposable'],
    ['x@MAILINATOR.com', 'disposable'],
    ['x@notmailinator.com.example', 'own'],
  ])('%s is %s', async (email, kind) => expect(await mailboxKind(email)).toBe(kind))

  it('that is nonsense is of some kind too', () =>
    fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(['own', 'free', 'disposable']).toContain(await mailboxKind(text))
      }),
    ))

  it.each([
    'info@a.fr',
    'contact@a.fr',
    'Kontakt@a.de',
    'ventas@a.es',
    'vertrieb@a.de',
    'segreteria@a.it',
    'info+x@a.fr',
  ])('%s is an office’s', (email) => expect(isRole(email)).toBe(true))

  it.each(['infante@a.fr', 'info.camille@a.fr', 'marie@info.fr'])('%s is a person’s', (email) =>
    expect(isRole(email)).toBe(false),
  )
})

const lead = {
  email: 'x@mailinator.com',
  language: 'fr',
  properties: {},
  answers: {},
  source: {},
  forms: [],
  mailbox: 'disposable' as const,
  confirmed: false,
  held: false,
  submissions: 1,
  agreed: false,
  came: true,
  took: false,
}

it('that is disposable counts among the free ones in the rules of a site, and by itself', () => {
  expect(knownAs(lead)['lead.mailbox']).toEqual(['disposable', 'free'])
  expect(knownAs({ ...lead, mailbox: 'own' })['lead.mailbox']).toBe('own')
})

it('that is disposable earns nothing for accuracy', () => {
  const facts = {
    offer: null,
    freely: 0,
    took: false,
    submissions: 1,
    agreed: false,
    email: lead.email,
    confirmed: false,
  }
  const { reasons } = qualityOf({
    ...facts,
    mailbox: 'disposable',
    name: null,
    phone: null,
    came: true,
    held: false,
    page: false,
  })
  expect(reasons.filter(({ about }) => about === 'accuracy').reduce((sum, { points }) => sum + points, 0)).toBe(0)
})
