// What chats are sent, with whatever a visitor may have typed in it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SentEvent, SentLead } from '../../contract/connection.ts'
import { leadEvents } from '../../contract/connection-names.ts'
import { discord, inDiscord } from '../../worker/connection/format/discord.ts'
import { type Note, noteOf } from '../../worker/connection/format/note.ts'
import { plain } from '../../worker/connection/format/plain.ts'
import { inSlack, slack } from '../../worker/connection/format/slack.ts'
import { inTeams, teams } from '../../worker/connection/format/teams.ts'

const href = 'https://leads.example.com/dashboard/leads/0190-1'
const note = (title: string, value: string): Note => ({
  title,
  facts: [['Personne', value]],
  link: { label: 'Ouvrir la fiche', href },
  at: '2026-11-22T09:00:00.000Z',
})

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '<!channel>',
          '<@U123>',
          '<https://evil.example|ici>',
          '@everyone',
          '[ici](https://evil.example)',
          '**',
          '`',
        ],
        ...[
          '{{DATE(2026-01-01)}}',
          '$'.concat('{x}'),
          '||',
          '\\',
          '\n',
          '\u202e',
          '# ',
          '> ',
          '&lt;',
          'https://evil.example',
          '<t:0>',
        ],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)
const anything = (check: (title: string, value: string) => void) =>
  fc.assert(fc.property(nasty, nasty, check), { numRuns: 500 })

describe('words on their way into a chat', () => {
  it('are one line of bounded length that turns nothing around', () => {
    anything((text) => {
      const line = plain(text)
      expect([...line].length).toBeLessThanOrEqual(200)
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      expect(line.isWellFormed()).toBe(true)
    })
  })

  it('keep names as they are written, joiners and all', () => {
    for (const name of ['Chloé O’Neil-Dubois', 'محمد‌رضا', '山田 太郎', '👩‍💻']) expect(plain(name)).toBe(name)
  })
})

describe('a note for Slack', () => {
  it('says what happened, to whom, and where', () => {
    expect(inSlack(note('Nouveau lead : Guide RGPD', 'Chloé <Dubois>'))).toEqual({
      text: 'Nouveau lead : Guide RGPD',
      mrkdwn: false,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: 'Nouveau lead : Guide RGPD', emoji: false } },
        { type: 'section', fields: [{ type: 'plain_text', text: 'Personne\nChloé <Dubois>', emoji: false }] },
        { type: 'context', elements: [{ type: 'mrkdwn', text: `<${href}|Ouvrir la fiche>` }] },
      ],
      unfurl_links: false,
      unfurl_media: false,
    })
  })

  it('mentions nobody and links nowhere but to the dashboard, whatever was typed', () => {
    anything((title, value) => {
      const { text, blocks } = inSlack(note(title, value))
      const read = [text, ...blocks.flatMap((block) => markupOf(block))]
      expect(read.slice(1)).toEqual([`<${href}|Ouvrir la fiche>`])
      expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
      expect(text.length).toBeLessThanOrEqual(3_000)
    })
  })
})

describe('a note for Teams', () => {
  it('keeps whatever was typed in text runs, where nothing is read as Markdown or filled in', () => {
    anything((title, value) => {
      const [{ content }] = inTeams(note(title, value)).attachments as [
        ReturnType<typeof inTeams>['attachments'][number],
      ]
      expect(content.body.every(({ type }) => type === 'RichTextBlock')).toBe(true)
      expect(content.body.flatMap(({ inlines }) => inlines).every(({ type }) => type === 'TextRun')).toBe(true)
      expect(content.actions).toEqual([{ type: 'Action.OpenUrl', title: 'Ouvrir la fiche', url: href }])
      expect(JSON.stringify(content)).not.toMatch(/\{\{|\$\{/)
      expect(JSON.stringify(content).length).toBeLessThan(28_000)
    })
  })
})

describe('a note for Discord', () => {
  it('pings nobody', () => {
    expect(inDiscord(note('@everyone', '<@1>')).allowed_mentions).toEqual({ parse: [] })
  })

  it('leaves no formatting, no link and no mention of what was typed', () => {
    anything((title, value) => {
      const { embeds } = inDiscord(note(title, value))
      for (const text of [embeds[0]!.title, ...embeds[0]!.fields.flatMap(({ name, value }) => [name, value])]) {
        // With what is escaped taken away, no sign is left to be read.
        expect(text.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[!-/:-@[-`{-~]/)
      }
      expect(embeds[0]!.title.length).toBeLessThanOrEqual(256)
      expect(embeds[0]!.fields.every(({ value }) => value.length > 0 && value.length <= 1_024)).toBe(true)
    })
  })
})

const lead: SentLead = {
  id: '0190f1a2-0000-7000-8000-000000000001',
  site: 'main',
  email: 'camille@example.fr',
  fullName: 'Camille Roux',
  givenName: 'Camille',
  familyName: 'Roux',
  phone: '+33 6 12 34 56 78',
  company: 'Atelier Sud',
  jobTitle: 'Gérante',
  country: 'FR',
  website: 'https://atelier-sud.fr',
  language: 'fr',
  form: { slug: 'guide-rgpd', name: 'Guide RGPD' },
  answers: { besoin: 'une réponse longue et personnelle' },
  consents: [],
  source: {},
  stage: 'lead',
  qualified: false,
  quality: 80,
  persona: null,
  tags: ['vip'],
  submissions: 1,
  mergedInto: null,
  confirmedAt: null,
  createdAt: '2026-11-22T09:00:00.000Z',
  lastContactAt: '2026-11-22T09:00:00.000Z',
}
const details: Record<string, object> = {
  'lead.confirmed': { submission: lead.id, purposes: ['newsletter'] },
  'lead.stage_changed': { from: 'lead', to: 'prospect', rule: null },
  'lead.consent_withdrawn': { purposes: ['newsletter', 'phone'] },
}
const eventOf = (type: string) =>
  ({
    id: lead.id,
    type,
    timestamp: '2026-11-22T09:00:00.000Z',
    data: type === 'lead.erased' ? { lead: { id: lead.id, site: 'main' } } : { lead, ...details[type] },
  }) as SentEvent
const telling = { language: 'fr', origin: 'https://leads.example.com' } as const

describe('what a channel is told', () => {
  it.each([
    ['lead.created', 'Nouveau lead · Guide RGPD'],
    ['lead.confirmed', 'Adresse confirmée · Guide RGPD'],
    ['lead.qualified', 'Lead qualifié · Guide RGPD'],
    ['lead.stage_changed', 'Lead → Prospect · Guide RGPD'],
    ['lead.consent_withdrawn', 'Consentement retiré · Guide RGPD'],
  ])('of %s is what happened, to whom, and the way to them', (type, title) => {
    const { facts, link, ...rest } = noteOf(eventOf(type), telling)
    expect(rest).toEqual({ title, at: '2026-11-22T09:00:00.000Z' })
    expect(facts.slice(0, 2)).toEqual([
      ['Nom', 'Camille Roux'],
      ['E-mail', 'camille@example.fr'],
    ])
    expect(link).toEqual({ label: 'Ouvrir la fiche', href: `https://leads.example.com/dashboard/leads/${lead.id}` })
  })

  it('names the purposes that were withdrawn', () => {
    expect(noteOf(eventOf('lead.consent_withdrawn'), telling).facts.at(-1)).toEqual(['Finalités', 'newsletter, phone'])
  })

  it('of somebody erased is nothing but which of its own messages to look for', () => {
    const note = noteOf(eventOf('lead.erased'), { ...telling, language: 'en' })
    expect(note.facts).toEqual([['Lead', lead.id]])
    expect(note.link).toBeUndefined()
  })

  it.each([...leadEvents, 'webhook.test'])('of %s repeats nothing else the person said', (type) => {
    for (const format of [slack, teams, discord]) {
      const body = JSON.stringify(format(eventOf(type), telling))
      expect(body).not.toMatch(/réponse longue|33 6 12|Gérante|atelier-sud|Atelier Sud|vip/)
    }
  })
})

/** Every text of a block that Slack reads as markup. */
function markupOf(block: unknown): string[] {
  if (Array.isArray(block)) return block.flatMap(markupOf)
  if (!block || typeof block !== 'object') return []
  if ('type' in block && block.type === 'mrkdwn' && 'text' in block) return [String(block.text)]
  return Object.values(block).flatMap(markupOf)
}
