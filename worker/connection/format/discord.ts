// A note as a Discord webhook takes it. Discord reads Markdown everywhere, so every sign in what somebody typed is escaped, which
// leaves no link and no formatting; and nobody is ever mentioned, whatever stands in it.
// See https://discord.com/developers/docs/resources/webhook#execute-webhook
import type { Format } from './format.ts'
import { type Note, noteOf } from './note.ts'
import { plain } from './plain.ts'

export const discord: Format = (event, telling) => inDiscord(noteOf(event, telling))

export const inDiscord = ({ title, facts, link, at }: Note) => ({
  embeds: [
    {
      // 256 signs at most, each of which may have been escaped.
      title: escaped(plain(title, 120)),
      ...(link && {
        url: new URL(link.href).href,
        description: `[${escaped(plain(link.label))}](<${new URL(link.href).href}>)`,
      }),
      color: magnetRed,
      fields: facts.slice(0, 20).map(([name, value]) => ({
        name: escaped(plain(name, 100)),
        value: escaped(plain(value)) || '–',
        inline: true,
      })),
      timestamp: at,
    },
  ],
  allowed_mentions: { parse: [] },
})

const magnetRed = 0xd7263d

const escaped = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
