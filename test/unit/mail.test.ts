import * as fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { templates } from '../../contract/delivery-names.ts'
import { toHtml } from '../../worker/delivery/mails/html.tsx'
import type { Mail, MailFacts } from '../../worker/delivery/mails/mail.ts'
import { makers } from '../../worker/delivery/mails/templates.ts'
import { toText } from '../../worker/delivery/mails/text.ts'
import { headerText, isAddress, type Message, messageOf, readMailbox } from '../../worker/delivery/message.ts'
import { retryDelay } from '../../worker/delivery/retry.ts'
import { compose, quotedPrintable } from '../../worker/delivery/transports/mime.ts'
import { en } from '../../worker/delivery/words/en.ts'
import { fr } from '../../worker/delivery/words/fr.ts'

const facts = (over: Partial<MailFacts> = {}): MailFacts => ({
  language: 'fr',
  site: 'Lisière',
  controller: {
    name: 'Lisière SAS',
    contact: 'donnees@lisiere.example',
    address: '12 quai de la Fosse\n44000 Nantes',
    privacyPolicy: 'https://lisiere.example/vie-privee',
  },
  form: { name: 'Guide' },
  magnet: { name: 'Le guide', kind: 'file', type: 'application/pdf', bytes: 1_234_567 },
  expiresAt: '2026-12-01T10:00:00Z',
  endsAt: '2026-12-24T10:00:00Z',
  connection: { name: 'Notre CRM', host: 'hooks.example.fr', because: 'failing' },
  links: {
    download: 'https://leads.example/d/token',
    confirm: 'https://leads.example/c/token',
    rights: 'https://leads.example/r/token',
    dashboard: 'https://leads.example/dashboard',
  },
  ...over,
})

const envelope = {
  owed: '0190-a.deliver',
  replays: 0,
  from: { email: 'bonjour@lisiere.example' },
  to: 'camille@example.fr',
}
const sent = (mail: Mail, over: Partial<Message> = {}) =>
  PostalMime.parse(compose({ ...messageOf(mail, envelope), ...over }, new Date('2026-11-21T10:00:00Z')))

const wordsOf = (html: string) =>
  html
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .split(/[\s·]+/)
    .filter(Boolean)
const linksOf = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!)

describe.each(['fr', 'en'])('in %s', (language) => {
  it.each(templates)('%s says the same in text as in HTML, every link included', (template) => {
    const mail = makers[template](facts({ language }))
    const [html, text] = [toHtml(mail), toText(mail)]
    const said = text
      .replace(/^=+$|^-- $/gm, '')
      .split(/[\s·]+/)
      .filter((word) => word && !word.startsWith('https://'))
    expect(said).toEqual(wordsOf(html))
    expect(text.match(/https:\S+/g) ?? []).toEqual(linksOf(html))
    expect(text).not.toMatch(/undefined|\{\w+\}/)
  })
})

it('both languages have the same words, each with the same places to fill', () => {
  const places = (words: Record<string, string>) =>
    Object.entries(words).map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String).sort().join()])
  expect(places(fr)).toEqual(places(en))
})

it('a language we do not speak is answered in English, with the words of the form kept', () => {
  const mail = makers.deliver(facts({ language: 'de', wording: { intro: 'Hier ist {magnet} von {site}.' } }))
  expect(toText(mail)).toContain('Hier ist Le guide von Lisière.')
  expect(toText(mail)).toContain('Download')
})

it('the owner’s words replace ours, and only the two placeholders are filled', () => {
  const wording = { subject: 'Voici {magnet}', intro: '<b>Bonjour</b> de {site}' }
  const mail = makers.deliver(facts({ wording }))
  expect(mail.subject).toBe('Voici Le guide')
  expect(toText(mail)).toContain('<b>Bonjour</b> de Lisière')
  expect(toHtml(mail)).toContain('&lt;b>Bonjour')
})

it('French punctuation never starts a line, nor ends one where it opens', () => {
  for (const text of Object.values(fr)) expect(text).not.toMatch(/ [:;?!»]|« /)
})

it('the owner’s paragraphs stay paragraphs', () => {
  const mail = makers.deliver(facts({ wording: { intro: 'Un.\n\nDeux,\ntrois.' } }))
  expect(toHtml(mail)).toMatch(/>Un\.<\/p><p[^>]*>Deux,<br\/?>trois\.<\/p>/)
  expect(toText(mail)).toContain('Un.\n\nDeux,\ntrois.')
})

it('the postal address stands under every mail to a visitor', () => {
  for (const template of ['confirm', 'confirm-deliver', 'deliver', 'renew', 'reminder'] as const)
    expect(toText(makers[template](facts()))).toContain('Lisière SAS · 12 quai de la Fosse, 44000 Nantes')
})

it('the first of a month is said as people say it', () => {
  expect(toText(makers.deliver(facts()))).toContain('1er décembre 2026')
  expect(toText(makers.deliver(facts({ expiresAt: '2026-12-11T10:00:00Z' })))).toContain('au 11 décembre 2026')
})

describe('a header', () => {
  const hostile = 'Lisière\r\nBcc: everybody@example.com\r\n\r\n<script>\u2028\u0000\u202eX'

  it('is never begun by a hostile name of a site, a magnet or a subject', async () => {
    const mail = makers.deliver(
      facts({ site: hostile, magnet: { name: hostile, kind: 'link' }, wording: { subject: `${hostile} {site}` } }),
    )
    const raw = compose(
      messageOf(mail, { ...envelope, from: { email: 'a@lisiere.example', name: hostile } }),
      new Date(),
    )
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc/im)
    const read = await PostalMime.parse(raw)
    expect(read.bcc).toBeUndefined()
    expect(read.subject).toMatch(/^Lisière Bcc: everybody@example.com <script> X/)
    expect(read.from?.name).toContain('Lisière Bcc')
  })

  it('has only the names it should, each once, whatever site, magnet, wording and sender are called', () => {
    const names = ['From', 'To', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'Auto-Submitted', 'MIME-Version']
    const hostileText = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({
        unit: fc.constantFrom('\r', '\n', '\r\n', ':', ' ', 'Bcc', '\t', '\u2028', '\u0085', '.', '"'),
        minLength: 1,
      }),
    )
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (site, subject, name) => {
        const mail = makers.deliver(facts({ site, magnet: { name: site, kind: 'link' }, wording: { subject } }))
        const from = { email: 'a@lisiere.example', name }
        const raw = compose(messageOf(mail, { ...envelope, from, replyTo: 'b@lisiere.example' }), new Date())
        const head = raw.split('\r\n\r\n')[0]!.split('\r\n')
        // A line that begins with a space goes on with the header before it.
        const found = head.filter((line) => !line.startsWith(' ')).map((line) => /^([\w-]+): /.exec(line)?.[1])
        expect(found.toSorted()).toEqual([...names, 'Content-Type'].toSorted())
        for (const line of head) expect(line).toMatch(/^[\x20-\x7e]{0,998}$/)
      }),
    )
  })

  it('holds one line whatever it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = headerText(text, 200)
        expect(clean).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        expect(clean.isWellFormed()).toBe(true)
      }),
    )
  })

  it('has no unsubscribing on mail that somebody asked for, one click on marketing, and none goes without', () => {
    const mail = makers.deliver(facts())
    expect(Object.keys(messageOf(mail, envelope).headers)).toEqual(['Message-ID', 'Auto-Submitted'])
    const marketing = { ...mail, marketing: true, unsubscribe: 'https://leads.example/u/token' }
    expect(messageOf(marketing, envelope).headers).toMatchObject({
      'List-Unsubscribe': '<https://leads.example/u/token>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(() => messageOf({ ...marketing, unsubscribe: undefined }, envelope)).toThrow(TypeError)
  })

  it('names a message the same at every try, and otherwise once it is sent again on purpose', () => {
    const id = (replays: number) => messageOf(makers.deliver(facts()), { ...envelope, replays }).headers['Message-ID']
    expect(id(0)).toBe('<0190-a.deliver@lisiere.example>')
    expect(id(0)).toBe(id(0))
    expect(id(1)).not.toBe(id(0))
  })

  it('answers to the controller only where that is an address', () => {
    const reply = (replyTo: string) => messageOf(makers.deliver(facts()), { ...envelope, replyTo }).replyTo
    expect(reply('donnees@lisiere.example')).toBe('donnees@lisiere.example')
    expect(reply('02 40 00 00 00')).toBeUndefined()
    expect(reply('a@b.example\r\nBcc: c@d.example')).toBeUndefined()
  })
})

describe('on the wire', () => {
  it('a mail arrives as it was written', async () => {
    const mail = makers['confirm-deliver'](
      facts({
        magnet: { name: 'L’été 2026 : « cent pages » 🌿 et beaucoup plus que soixante-quinze signes', kind: 'link' },
      }),
    )
    const read = await sent(mail)
    expect(read.subject).toBe(headerText(mail.subject, 200))
    expect(read.text?.trim()).toBe(toText(mail).trim())
    expect(read.html?.trim()).toBe(toHtml(mail).trim())
    expect(read.to).toMatchObject([{ address: 'camille@example.fr' }])
  })

  it('is ASCII in lines of 76, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        for (const line of quotedPrintable(text).split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/)
      }),
    )
  })

  it('has an international domain in the form every server takes', () => {
    const raw = compose({ ...messageOf(makers.deliver(facts()), envelope), to: 'zoé@bücher.example' }, new Date())
    expect(raw).toContain('To: zoé@xn--bcher-kva.example\r\n')
  })
})

it('an address is one address', () => {
  for (const good of ['a@b.fr', 'camille+guide@atelier-sud.fr', 'zoé@bücher.example'])
    expect(isAddress(good)).toBe(true)
  for (const bad of ['', 'a', 'a@b@c', 'a@b.fr>', 'a@b.fr, c@d.fr', 'a b@c.fr', 'a@b.fr\nBcc:x@y.fr'])
    expect(isAddress(bad)).toBe(false)
})

it('a sender is read with or without a name', () => {
  expect(readMailbox('Atelier Sud <bonjour@atelier-sud.fr>')).toEqual({
    name: 'Atelier Sud',
    email: 'bonjour@atelier-sud.fr',
  })
  expect(readMailbox(' bonjour@atelier-sud.fr ')).toEqual({ email: 'bonjour@atelier-sud.fr', name: undefined })
  expect(readMailbox('Atelier Sud')).toBeUndefined()
})

describe('the schedule', () => {
  it('starts at once, waits longer each time within ten per cent, and ends after some three days', () => {
    const all = (random: () => number) => {
      const delays: number[] = []
      for (let n = 1; ; n++) {
        const delay = retryDelay(n, random)
        if (delay === undefined) return delays
        delays.push(delay)
      }
    }
    const [early, middle, late] = [all(() => 0), all(() => 0.5), all(() => 1)]
    expect(middle[0]).toBe(0)
    expect(middle).toEqual(middle.toSorted((a, b) => a - b))
    expect(middle.reduce((sum, s) => sum + s, 0) / 86_400).toBeCloseTo(3, 0)
    middle.forEach((delay, i) => {
      expect(early[i]).toBe(Math.round(delay * 0.9))
      expect(late[i]).toBe(Math.round(delay * 1.1))
    })
  })
})
