// Asks whether the address is the person's own. Opening the link confirms nothing: a click on the page does.
import { type Mail, type MailFacts, teller, visitorFooter } from './mail.ts'

export const confirm = (facts: MailFacts): Mail => asking(facts, 'confirm')

/** The same, and the magnet opens on the same click. */
export const confirmDeliver = (facts: MailFacts): Mail => asking(facts, 'confirm_deliver')

function asking(facts: MailFacts, which: 'confirm' | 'confirm_deliver'): Mail {
  const { tell, subject, intro, day } = teller(facts)
  const { links, expiresAt, isReminder } = facts
  if (!links.confirm) throw new TypeError('nothing to confirm with')
  return {
    language: facts.language,
    sender: facts.site,
    accent: facts.accent,
    subject: subject(`${which}_subject`),
    blocks: [
      { kind: 'title', text: tell(`${which}_title`) },
      { kind: 'text', text: intro(`${which}_intro`) },
      ...(isReminder ? [{ kind: 'text' as const, text: tell('confirm_reminder') }] : []),
      { kind: 'action', label: tell(`${which}_action`), href: links.confirm },
      ...(expiresAt ? [{ kind: 'small' as const, text: tell('confirm_until', { day: day(expiresAt) }) }] : []),
      { kind: 'small', text: tell('confirm_stranger') },
    ],
    footer: visitorFooter(facts),
  }
}
