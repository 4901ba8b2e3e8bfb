// What a channel is told of an event: one line, a few facts, a way to the lead. No more of a person than it takes to know whom to
// answer: what else they wrote stays in the dashboard, where erasing reaches it.
import type { SentEvent, SentLead } from '../../../contract/connection.ts'
import { testEvent } from '../../../contract/connection-names.ts'
import type { Telling } from './format.ts'
import { type ChannelWords, channelWords } from './words.ts'

export type Note = {
  title: string
  facts: [name: string, value: string][]
  link?: { label: string; href: string }
  /** ISO time of what happened. */
  at: string
}

export function noteOf(event: SentEvent, { language, origin }: Telling): Note {
  const words = channelWords[language]
  const { title, facts } = told(event, words)
  const isReal = event.type !== 'lead.erased' && event.type !== testEvent
  const { id } = event.data.lead
  return {
    title,
    facts,
    ...(isReal && { link: { label: words.open, href: `${origin}/dashboard/leads/${encodeURIComponent(id)}` } }),
    at: event.timestamp,
  }
}

function told(event: SentEvent, words: ChannelWords): Pick<Note, 'title' | 'facts'> {
  // Whoever has to look for what the channel was told of them before finds it by this.
  if (event.type === 'lead.erased') return { title: words.erased, facts: [[words.lead, event.data.lead.id]] }
  const { lead } = event.data
  const facts = who(lead, words)
  // A notification shows the title alone.
  const whence = (what: string) => [what, lead.form?.name].filter(Boolean).join(' · ')
  switch (event.type) {
    case 'lead.created':
      return { title: whence(words.created), facts }
    case 'lead.confirmed':
      return { title: whence(words.confirmed), facts }
    case 'lead.qualified':
      return { title: whence(words.qualified), facts }
    case 'lead.stage_changed':
      return { title: whence(`${words.stages[event.data.from]} → ${words.stages[event.data.to]}`), facts }
    case 'lead.consent_withdrawn':
      return { title: whence(words.withdrawn), facts: [...facts, [words.purposes, event.data.purposes.join(', ')]] }
    case testEvent:
      return { title: words.test, facts }
  }
}

const who = ({ fullName, email }: SentLead, words: ChannelWords): Note['facts'] => [
  ...(fullName ? [[words.name, fullName] as [string, string]] : []),
  [words.email, email],
]
