// A note as a Slack incoming webhook takes it. What somebody typed goes into `plain_text`, which Slack never reads as markup; where
// Slack does read (`text`, `mrkdwn`), its three signs are escaped, which leaves no link, no `<!channel>` and no `<@member>`.
// See https://docs.slack.dev/messaging/formatting-message-text
import type { Format } from './format.ts'
import { type Note, noteOf } from './note.ts'
import { plain } from './plain.ts'

export const slack: Format = (event, telling) => inSlack(noteOf(event, telling))

export function inSlack({ title, facts, link }: Note) {
  const text = escaped(plain(title, 300))
  return {
    // What a notification shows, and whoever cannot see blocks.
    text,
    mrkdwn: false,
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: plain(title, 300), emoji: false } },
      // A section takes ten fields at most.
      ...(facts.length
        ? [
            {
              type: 'section',
              fields: facts.slice(0, 10).map(([name, value]) => ({
                type: 'plain_text',
                text: `${plain(name)}\n${plain(value)}`,
                emoji: false,
              })),
            },
          ]
        : []),
      ...(link
        ? [
            {
              type: 'context',
              elements: [{ type: 'mrkdwn', text: `<${address(link.href)}|${escaped(plain(link.label))}>` }],
            },
          ]
        : []),
    ],
    // Slack would call the dashboard to show a piece of it.
    unfurl_links: false,
    unfurl_media: false,
  }
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => signs[sign]!)

// A bar would end the address.
const address = (href: string): string => escaped(new URL(href).href.replaceAll('|', '%7C'))
