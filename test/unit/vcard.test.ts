import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExportedLead } from '../../worker/lead/exported.ts'
import { vcard } from '../../worker/lead/vcard.ts'

const lead: ExportedLead = {
  seq: 1,
  id: '0197a6f0-0000-7000-8000-000000000001',
  email: 'zoe@example.fr',
  full_name: 'Zoé Dûfour',
  given_name: 'Zoé',
  family_name: 'Dûfour',
  phone: '+33612345678',
  company: 'Sud; Nord, & fils',
  job_title: 'Gérante',
  country: 'FR',
  website: 'https://example.fr/',
  language: 'fr',
  form_id: 'f',
  form: { slug: 'guide', magnet: null },
  stage: 'lead',
  held: 0,
  submissions: 1,
  created_at: '2026-11-20T08:00:00.000Z',
  last_contact_at: '2026-11-21T09:30:00.000Z',
  confirmed_at: null,
  consents: [],
  source: {},
  answers: {},
  claims: [],
  tags: [],
  quality: null,
  qualified: 0,
  persona: null,
  assigned_to: null,
  interest_at: null,
  exchanged_at: null,
  followUp: null,
  variant: null,
  qualification: {},
  assignedTo: null,
  temperature: 'cold',
}

/** Reads a card as RFC 6350 says: lines unfolded, then name, parameters and value. */
function read(card: string): [string, string][] {
  const bytes = new TextEncoder()
  for (const line of card.split('\r\n')) expect(bytes.encode(line).length).toBeLessThanOrEqual(75)
  return card
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => {
      const [, name, value] = /^([A-Z]+(?:;[A-Z]+=[a-z]+)*):(.*)$/s.exec(line) ?? []
      if (name === undefined || value === undefined) throw new Error(`not a line of a card: ${line}`)
      return [name, value]
    })
}
const plain = (value: string) => value.replace(/\\(.)/gs, (_, after: string) => (after === 'n' ? '\n' : after))
const propertyOf = (card: string, name: string) => read(card).find(([each]) => each === name)?.[1]

describe('a vCard', () => {
  it('says who somebody is, where they work and how they are reached', () => {
    expect(read(vcard(lead))).toEqual([
      ['BEGIN', 'VCARD'],
      ['VERSION', '4.0'],
      ['UID', 'urn:uuid:0197a6f0-0000-7000-8000-000000000001'],
      ['FN', 'Zoé Dûfour'],
      ['N', 'Dûfour;Zoé;;;'],
      ['EMAIL', 'zoe@example.fr'],
      ['TEL;VALUE=uri', 'tel:+33612345678'],
      ['ORG', 'Sud\\; Nord\\, & fils'],
      ['TITLE', 'Gérante'],
      ['ADR', ';;;;;;FR'],
      ['URL', 'https://example.fr/'],
      ['LANG', 'fr'],
      ['CATEGORIES', 'guide'],
      ['REV', '20261121T093000Z'],
      ['END', 'VCARD'],
    ])
  })

  it('is named by the address of who gave no name, and leaves out what is not known', () => {
    const blank = { full_name: null, given_name: null, family_name: null, phone: null, company: null }
    const card = vcard({ ...lead, ...blank, job_title: null, country: null, website: null })
    expect(read(card).map(([name]) => name)).toEqual('BEGIN VERSION UID FN EMAIL LANG CATEGORIES REV END'.split(' '))
    expect(propertyOf(card, 'FN')).toBe('zoe@example.fr')
  })

  it('reads back as it was typed, in as many lines as ever', () => {
    const typed = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\\', ';', ',', '\n', ':', 'é', '漢', '😀', ' '),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 300,
    })
    fc.assert(
      fc.property(typed, (company) => {
        const card = vcard({ ...lead, company })
        expect(read(card)).toHaveLength(15)
        expect(plain(propertyOf(card, 'ORG')!)).toBe(company)
      }),
    )
  })

  it.each(['\r\n', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('lets %j begin no line', (end) => {
    const hostile = `Sud${end}END:VCARD${end}BEGIN:VCARD\0`
    const all = { full_name: hostile, given_name: hostile, family_name: hostile, company: hostile, job_title: hostile }
    const card = vcard({ ...lead, ...all, phone: hostile, country: hostile, email: hostile, website: hostile })
    expect(card.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/).filter((line) => line === 'END:VCARD')).toHaveLength(1)
    expect(plain(propertyOf(card, 'TEL;VALUE=text')!)).toBe('Sud\nEND:VCARD\nBEGIN:VCARD')
    expect(card).not.toContain('\0')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address', 'https://'])('has no link to %j', (website) => {
    expect(propertyOf(vcard({ ...lead, website }), 'URL')).toBeUndefined()
  })
})
