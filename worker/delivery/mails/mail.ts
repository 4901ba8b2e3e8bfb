// What a mail is before it is written as HTML or text: one list of blocks, so that both say the same.
import type { Controller } from '../../../contract/consent.ts'
import type { Offer } from '../../../contract/magnet.ts'
import { say } from '../../../widget/i18n.ts'
import type { Disabled } from '../owe.ts'
import { en } from '../words/en.ts'
import { fr } from '../words/fr.ts'

/** `code`: to be copied as it is. */
export type Block =
  | { kind: 'title' | 'text' | 'small' | 'code'; text: string }
  | { kind: 'action'; label: string; href: string }

export type Mail = {
  language: string
  subject: string
  /** Who it comes from, above everything. */
  sender: string
  blocks: Block[]
  /** Why it came, who answers for it, and where the reader's rights are. */
  footer: { lines: string[]; links: { label: string; href: string }[] }
  accent?: string
  /** Mail nobody needs: it must carry a way out. */
  marketing?: boolean
  unsubscribe?: string
}

/** What the mails are made from. Nothing here was typed by the visitor. */
export type MailFacts = {
  language: string
  /** The site's name, as its owner wrote it. */
  site: string
  controller?: Controller
  accent?: string
  form?: { name: string }
  magnet?: Pick<Offer, 'name' | 'kind'> & { type?: string; bytes?: number }
  /** A code, a key or a licence. */
  code?: string
  /** How many codes are left in a pool; -1 when somebody had to go without. */
  left?: number
  /** How many leads a day brought, by form, and how many wait to be looked at. */
  digest?: { leads: [form: string, count: number][]; held: number }
  /** Which connection was disabled, where it leads, and why. */
  connection?: Disabled
  /** It asks once more what was asked before. */
  isReminder?: boolean
  /** The owner's own words for this mail. */
  wording?: { subject?: string; intro?: string }
  /** ISO times. */
  expiresAt?: string
  endsAt?: string
  /** `home`: the site's own front page, by a link of the reader's own. */
  links: { download?: string; confirm?: string; rights?: string; home?: string; dashboard?: string }
}

export type Words = Record<keyof typeof en, string>
const locales: Record<string, Words> = { en, fr }

export const wordsOf = (language: string): Words => locales[language] ?? locales[language.split('-')[0]!] ?? en

/** The pieces every mail is put together from, in the reader's language. */
export function teller({ language, site, magnet, wording }: MailFacts) {
  const words = wordsOf(language)
  const values = { site, magnet: magnet?.name ?? '' }
  const tell = (key: keyof Words, more: object = {}) => say(words, key, { ...values, ...more })
  return {
    tell,
    /** The owner's words where there are any, with their two placeholders filled. */
    subject: (key: keyof Words) => say({ own: wording?.subject ?? words[key] }, 'own', values),
    intro: (key: keyof Words) => say({ own: wording?.intro ?? words[key] }, 'own', values),
    // French says "1er", which Intl does not know.
    day: (iso: string) =>
      formats(language)
        .day.format(new Date(iso))
        .replace(/^1 (?=\p{L}+ \d{4}$)/u, language.startsWith('fr') ? '1er ' : '1 '),
    size: (bytes: number) =>
      bytes < 1e6
        ? formats(language).kilobytes.format(Math.ceil(bytes / 1e3))
        : formats(language).megabytes.format(bytes / 1e6),
  }
}

type Formats = { day: Intl.DateTimeFormat; kilobytes: Intl.NumberFormat; megabytes: Intl.NumberFormat }
const made = new Map<string, Formats>()

// Making one takes longer than writing the rest of a mail.
function formats(language: string): Formats {
  const kept = made.get(language)
  if (kept) return kept
  const unit = (unit: string, maximumFractionDigits: number) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits })
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const all = { day, kilobytes: unit('kilobyte', 0), megabytes: unit('megabyte', 1) }
  if (made.size > 50) made.clear()
  made.set(language, all)
  return all
}

/** What stands under every mail to a visitor. */
export function visitorFooter(facts: MailFacts): Mail['footer'] {
  const { tell } = teller(facts)
  const { controller, links } = facts
  const address = controller?.address
    ?.split(/\s*\n\s*/)
    .filter(Boolean)
    .join(', ')
  return {
    lines: [tell('why'), [controller?.name ?? facts.site, address].filter(Boolean).join(' · ')],
    links: [
      ...(links.rights ? [{ label: tell('rights'), href: links.rights }] : []),
      ...(controller ? [{ label: tell('privacy'), href: controller.privacyPolicy }] : []),
      ...(links.home ? [{ label: new URL(links.home).host, href: links.home }] : []),
    ],
  }
}
