// A note as Teams takes it from a workflow ("when a webhook request is received") and from the connectors that came before: a
// message with an Adaptive Card. What somebody typed stands in text runs, which are the one kind of text a card does not read as
// Markdown. See https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
import type { Format } from './format.ts'
import { type Note, noteOf } from './note.ts'
import { plain } from './plain.ts'

export const teams: Format = (event, telling) => inTeams(noteOf(event, telling))

export const inTeams = ({ title, facts, link }: Note) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        // What a notification shows.
        fallbackText: still(title, 300),
        body: [
          { type: 'RichTextBlock', inlines: [run(title, { weight: 'Bolder', size: 'Medium' }, 300)] },
          ...facts.slice(0, 20).map(([name, value], n) => ({
            type: 'RichTextBlock',
            spacing: n ? 'None' : 'Small',
            inlines: [run(name, { isSubtle: true }), { type: 'TextRun', text: ' · ', isSubtle: true }, run(value)],
          })),
        ],
        actions: link ? [{ type: 'Action.OpenUrl', title: still(link.label), url: new URL(link.href).href }] : [],
      },
    },
  ],
})

const run = (text: string, look: object = {}, limit?: number) => ({
  type: 'TextRun',
  text: still(text, limit),
  ...look,
})

// A card's host fills in what stands in double braces: `{{DATE(…)}}`, `${…}`.
const still = (text: string, limit?: number): string => plain(text, limit).replace(/[{$](?=\{)/g, '$&\u200b')
