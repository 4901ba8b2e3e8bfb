// What chats are sent, with whatever a visitor may have typed in it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discord } from '../../worker/connection/format/discord.ts'
import type { Note } from '../../worker/connection/format/note.ts'
import { plain } from '../../worker/connection/format/plain.ts'
import { slack } from '../../worker/connection/format/slack.ts'
import { teams } from '../../worker/connection/format/teams.ts'

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
          '${x}',
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
    expect(slack(note('Nouveau lead : Guide RGPD', 'Chloé <Dubois>'))).toEqual({
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
      const { text, blocks } = slack(note(title, value))
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
      const [{ content }] = teams(note(title, value)).attachments as [ReturnType<typeof teams>['attachments'][number]]
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
    expect(discord(note('@everyone', '<@1>')).allowed_mentions).toEqual({ parse: [] })
  })

  it('leaves no formatting, no link and no mention of what was typed', () => {
    anything((title, value) => {
      const { embeds } = discord(note(title, value))
      for (const text of [embeds[0]!.title, ...embeds[0]!.fields.flatMap(({ name, value }) => [name, value])]) {
        // With what is escaped taken away, no sign is left to be read.
        expect(text.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[!-/:-@[-`{-~]/)
      }
      expect(embeds[0]!.title.length).toBeLessThanOrEqual(256)
      expect(embeds[0]!.fields.every(({ value }) => value.length > 0 && value.length <= 1_024)).toBe(true)
    })
  })
})

/** Every text of a block that Slack reads as markup. */
function markupOf(block: unknown): string[] {
  if (Array.isArray(block)) return block.flatMap(markupOf)
  if (!block || typeof block !== 'object') return []
  if ('type' in block && block.type === 'mrkdwn' && 'text' in block) return [String(block.text)]
  return Object.values(block).flatMap(markupOf)
}
