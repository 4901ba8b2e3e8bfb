// Says in time that a trial is about to end.
import { type Mail, type MailFacts, teller, visitorFooter } from './mail.ts'

export function reminder(facts: MailFacts): Mail {
  const { tell, intro, day } = teller(facts)
  const { links, endsAt } = facts
  if (!endsAt) throw new TypeError('no end to remind of')
  const ends = { day: day(endsAt) }
  return {
    language: facts.language,
    sender: facts.site,
    accent: facts.accent,
    subject: facts.wording?.subject ? teller(facts).subject('reminder_subject') : tell('reminder_subject', ends),
    blocks: [
      { kind: 'title', text: tell('reminder_title', ends) },
      { kind: 'text', text: intro('reminder_intro') },
      ...(links.download ? [{ kind: 'action' as const, label: tell('reminder_action'), href: links.download }] : []),
    ],
    footer: visitorFooter(facts),
  }
}
