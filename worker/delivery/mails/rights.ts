// Mails about the person's own data: the link they asked for, and the question whether it may stay.
import { type Mail, type MailFacts, teller, visitorFooter } from './mail.ts'

/** The link to everything kept of them. */
export function rights(facts: MailFacts): Mail {
  const { tell } = teller(facts)
  const { links } = facts
  if (!links.rights) throw new TypeError('no link to send')
  return {
    language: facts.language,
    sender: facts.site,
    accent: facts.accent,
    subject: tell('rights_subject'),
    blocks: [
      { kind: 'title', text: tell('rights_title') },
      { kind: 'text', text: tell('rights_intro') },
      { kind: 'action', label: tell('rights_action'), href: links.rights },
      { kind: 'small', text: tell('rights_stranger') },
    ],
    footer: visitorFooter(facts),
  }
}

/** Asked once, before the time is over. */
export function retentionAsk(facts: MailFacts): Mail {
  const { tell, day } = teller(facts)
  const { links, endsAt } = facts
  if (!links.rights || !endsAt) throw new TypeError('nothing to ask')
  return {
    language: facts.language,
    sender: facts.site,
    accent: facts.accent,
    subject: tell('retention_subject'),
    blocks: [
      { kind: 'title', text: tell('retention_title') },
      { kind: 'text', text: tell('retention_intro') },
      { kind: 'action', label: tell('retention_action'), href: `${links.rights}/keep` },
      { kind: 'small', text: tell('retention_until', { day: day(endsAt) }) },
    ],
    footer: visitorFooter(facts),
  }
}
