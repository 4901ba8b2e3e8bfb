// A lead as a vCard 4.0 (RFC 6350), for address books: one card a lead, and nothing a person typed can begin a line of its own.
import type { ExportedLead } from './exported.ts'

/** One card with its line end. */
export function vcard(lead: ExportedLead): string {
  const { family_name: family, given_name: given, website } = lead
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:uuid:${lead.id}`,
    `FN:${text(lead.full_name || lead.email)}`,
    (family || given) && `N:${text(family)};${text(given)};;;`,
    `EMAIL:${text(lead.email)}`,
    lead.phone && telephone(lead.phone),
    lead.company && `ORG:${text(lead.company)}`,
    lead.job_title && `TITLE:${text(lead.job_title)}`,
    lead.country && `ADR:;;;;;;${text(lead.country)}`,
    website && isWebAddress(website) && `URL:${new URL(website).href}`,
    `LANG:${text(lead.language)}`,
    lead.form && `CATEGORIES:${text(lead.form.slug)}`,
    `REV:${lead.last_contact_at.replace(/[-:]|\.\d+/g, '')}`,
    'END:VCARD',
  ]
  return lines
    .filter((line) => typeof line === 'string' && line !== '')
    .map((line) => `${folded(String(line))}\r\n`)
    .join('')
}

const telephone = (phone: string) =>
  /^\+\d{7,15}$/.test(phone) ? `TEL;VALUE=uri:tel:${phone}` : `TEL;VALUE=text:${text(phone)}`

const isWebAddress = (website: string) => /^https?:/i.test(website) && URL.canParse(website)

// Some readers end a line at any of these, others at the two that count.
const lineEnds = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no value may contain (RFC 6350, 3.3)
const controls = /[\0-\x08\x0e-\x1f\x7f]/g

const text = (value: string | null) =>
  (value ?? '')
    .replace(/[\\,;]/g, '\\$&')
    .replace(lineEnds, '\\n')
    .replace(controls, '')

const limit = 75
const isAscii = /^[ -~]*$/

/** A long line goes on after a line end and a space, never within a character (RFC 6350, 3.2). */
function folded(line: string): string {
  if (line.length <= limit && isAscii.test(line)) return line
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > limit) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4
}
