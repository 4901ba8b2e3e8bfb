// A mail ready to leave, the same for every transport. Nothing that reaches a header can begin another one.

import { toHtml } from './mails/html.tsx'
import type { Mail } from './mails/mail.ts'
import { toText } from './mails/text.ts'

export type Mailbox = { name?: string; email: string }

export type Message = {
  /** The outbox row it pays. */
  owed: string
  from: Mailbox
  replyTo?: string
  to: string
  subject: string
  text: string
  html: string
  /** Message-ID among them: the same row always gives the same one, so that a duplicate can be recognised. */
  headers: Record<string, string>
  /** It lets its reader in. */
  opensDashboard?: boolean
}

type Envelope = Pick<Message, 'opensDashboard'> & {
  owed: string
  replays: number
  from: Mailbox
  replyTo?: string
  to: string
}

/** Throws when a mail that is marketing offers no way out in one click. */
export function messageOf(mail: Mail, { owed, replays, from, replyTo, to, opensDashboard }: Envelope): Message {
  const domain = from.email.slice(from.email.lastIndexOf('@') + 1)
  return {
    owed,
    opensDashboard,
    from: { email: from.email, name: from.name && headerText(from.name, 100) },
    replyTo: replyTo && isAddress(replyTo) ? replyTo : undefined,
    to,
    subject: headerText(mail.subject, 200),
    text: toText(mail),
    html: toHtml(mail),
    headers: {
      'Message-ID': `<${owed.replace(/[^\w.-]/g, '-')}${replays ? `.${replays}` : ''}@${domain}>`,
      // RFC 3834: no holiday notice should answer this.
      'Auto-Submitted': 'auto-generated',
      ...(mail.marketing && unsubscribeHeaders(mail.unsubscribe)),
    },
  }
}

// RFC 8058: one click, by POST, without opening anything.
function unsubscribeHeaders(href: string | undefined): Record<string, string> {
  if (!href || !URL.canParse(href)) throw new TypeError('marketing mail needs a way out')
  return { 'List-Unsubscribe': `<${new URL(href).href}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** Text fit for one line of a header: no line breaks, no control or direction-changing characters, at most `max` long. */
export const headerText = (text: string, max: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed()

/** Whether a text is one address and nothing else: `contact` of a controller may also be a phone number or a page. */
export const isAddress = (text: string): boolean =>
  /^[^\s<>()[\]\\,;:"@\p{C}]{1,64}@[^\s<>()[\]\\,;:"@\p{C}]{1,250}$/u.test(text)

/** `Atelier Sud <bonjour@atelier-sud.fr>` or a bare address. `undefined` for anything else. */
export function readMailbox(text: string): Mailbox | undefined {
  const [, name, email = text.trim()] = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? []
  return isAddress(email) ? { email, name: (name && headerText(name, 100)) || undefined } : undefined
}
