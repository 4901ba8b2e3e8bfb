// Ways into the dashboard, for one member each. Opening the link does nothing; a click on the page does.
import { type Mail, type MailFacts, teller } from './mail.ts'

/** Asked for by the member, or made for them. */
export const signIn = (facts: MailFacts): Mail => key(facts, 'sign_in')

/** Somebody was put on the team. */
export const invite = (facts: MailFacts): Mail => key(facts, 'invite')

function key(facts: MailFacts, which: 'sign_in' | 'invite'): Mail {
  const { tell } = teller(facts)
  const { dashboard } = facts.links
  if (!dashboard) throw new TypeError('no way in to send')
  return {
    language: facts.language,
    sender: facts.site,
    subject: tell(`${which}_subject`),
    blocks: [
      { kind: 'title', text: tell(`${which}_title`) },
      { kind: 'text', text: tell(`${which}_text`) },
      { kind: 'action', label: tell(`${which}_action`), href: dashboard },
      { kind: 'small', text: tell(`${which}_until`) },
      { kind: 'small', text: tell(`${which}_stranger`) },
    ],
    footer: { lines: [tell('why_team')], links: [] },
  }
}
