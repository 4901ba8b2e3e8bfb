// Where people read their mail, for those whose address tells.
import { domainOf } from '../../contract/rules.ts'

type Mailbox = { name: string; href: string }

const ends = String.raw`\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$`
const mailboxes: [domain: RegExp, name: string, href: string][] = [
  [/^(?:gmail|googlemail)\.com$/, 'Gmail', 'https://mail.google.com/mail/'],
  [new RegExp(`^(?:outlook|hotmail|live|msn)${ends}`), 'Outlook', 'https://outlook.live.com/mail/'],
  [new RegExp(`^(?:yahoo|ymail|rocketmail)${ends}`), 'Yahoo Mail', 'https://mail.yahoo.com/'],
  [/^(?:orange|wanadoo)\.fr$/, 'Orange', 'https://messagerie.orange.fr/'],
  [/^laposte\.net$/, 'La Poste', 'https://www.laposte.net/accueil'],
  [/^free\.fr$/, 'Free', 'https://webmail.free.fr/'],
  [/^(?:sfr|neuf)\.fr$/, 'SFR Mail', 'https://messagerie.sfr.fr/'],
  [/^(?:icloud|me|mac)\.com$/, 'iCloud Mail', 'https://www.icloud.com/mail/'],
  [/^(?:proton\.me|pm\.me|protonmail\.(?:com|ch))$/, 'Proton Mail', 'https://mail.proton.me/'],
  [/^gmx\.(?:de|net|at|ch)$/, 'GMX', 'https://www.gmx.net/'],
  [/^web\.de$/, 'WEB.DE', 'https://web.de/'],
]

/** The webmail of an address's own provider; companies' addresses do not tell. */
export function mailboxOf(address: string): Mailbox | undefined {
  const domain = domainOf(address)
  const [, name, href] = mailboxes.find(([pattern]) => pattern.test(domain)) ?? []
  return name && href ? { name, href } : undefined
}
