// From the text of a row to what a lead can hold, by the rules that forms go by. Pure: dashboard and Worker read alike.
import type { FieldErrorCode } from './errors.ts'
import type { Answer, Field, LeadProperty } from './field.ts'
import type { ImportPlan, ImportRow } from './import.ts'
import { check, normalise } from './rules.ts'
import type { Stage } from './stage.ts'

/** Rows of one request. */
export const mostRows = 500

export type WrongValue = { field: string; code: FieldErrorCode }

/** A row that can be taken in. */
export type ReadRow = {
  email: string
  properties: Partial<Record<Exclude<LeadProperty, 'email'>, string>>
  answers: Record<string, string>
  language: string
  stage: Stage
  tags: string[]
  createdAt: string | undefined
  lastContactAt: string | undefined
  /** Purposes they agreed to, as the file says. */
  agreed: string[]
  /** Values that were left out. */
  wrong: WrongValue[]
}

type Rules = Pick<ImportPlan, 'language' | 'country' | 'dates' | 'stage' | 'tags' | 'answers' | 'consents' | 'wrong'>

/** What the row says, or the first thing wrong with it. A file with a bad address has nobody to take in, whatever `wrong` says. */
export function readRow(rules: Rules, { values }: ImportRow, nowMs: number): ReadRow | WrongValue {
  const wrong: WrongValue[] = []
  const take = <T>(field: string, read: T | Refused | undefined): T | undefined => {
    if (!(read instanceof Refused)) return read
    wrong.push({ field, code: read.code })
    return undefined
  }
  const email = take('email', sound(fields.email, values.email))
  if (email === undefined) return wrong[0] ?? { field: 'email', code: 'required' }
  const properties: ReadRow['properties'] = {}
  for (const name of names) {
    const typed = name === 'country' ? countryOf(values.country) : values[name]
    const answer = take(name, sound(fields[name], typed))
    if (answer !== undefined) properties[name] = String(answer)
  }
  const { given_name, family_name } = properties
  if (given_name || family_name) properties.full_name ??= [given_name, family_name].filter(Boolean).join(' ')
  const answers: ReadRow['answers'] = {}
  for (const { key } of rules.answers) {
    const answer = take(`answer:${key}`, sound(fields.answer, values[`answer:${key}`]))
    if (answer !== undefined) answers[key] = String(answer)
  }
  const row: ReadRow = {
    email: String(email),
    properties,
    answers,
    language: languageOf(values.language) ?? rules.language,
    stage: take('stage', stageOf(values.stage)) ?? rules.stage,
    tags: [...rules.tags, ...(take('tags', tagsOf(values.tags)) ?? [])],
    createdAt: take('created_at', momentOf(values.created_at, rules.dates, nowMs)),
    lastContactAt: take('last_contact_at', momentOf(values.last_contact_at, rules.dates, nowMs)),
    agreed: rules.consents
      .filter(({ purpose, everybody }) => everybody || saysYes(values[`consent:${purpose}`]))
      .map(({ purpose }) => purpose),
    wrong,
  }
  return wrong[0] && rules.wrong === 'refuse' ? wrong[0] : row
}

class Refused {
  readonly code: FieldErrorCode
  constructor(code: FieldErrorCode) {
    this.code = code
  }
}

const field = (kind: string, more: object = {}) =>
  ({ kind, key: kind, label: {}, required: false, ...more }) as unknown as Field

const fields = {
  email: field('email', { required: true }),
  full_name: field('name'),
  given_name: field('name'),
  family_name: field('name'),
  phone: field('phone'),
  company: field('company'),
  job_title: field('job_title'),
  country: field('country'),
  website: field('url'),
  answer: field('long_text'),
}
const names = [
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
] as const satisfies (keyof typeof fields)[]

// What a spreadsheet's guard put before a cell that would have begun a formula is taken off again.
const unguarded = (text: string | undefined) => text?.replace(/^'(?=[=+\-@\t\r])/, '')

function sound(asked: Field, typed: string | undefined): Answer | Refused | undefined {
  const answer = normalise(asked, unguarded(typed))
  if (answer === null) return new Refused('wrong_type')
  const error = check(asked, answer)
  return error ? new Refused(error) : answer
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

let countries: Map<string, string> | undefined

/** `France`, `FRANCE`, `fr` → FR. What is no country stays, for the rules to refuse. */
function countryOf(typed: string | undefined): string | undefined {
  const text = typed?.trim()
  if (!text) return undefined
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase()
  countries ??= countryNames()
  return countries.get(plain(text)) ?? text
}

function countryNames(): Map<string, string> {
  const found = new Map<string, string>()
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  for (const tag of ['fr', 'en', 'de', 'es', 'it']) {
    const display = new Intl.DisplayNames(tag, { type: 'region', fallback: 'none' })
    for (const a of letters)
      for (const b of letters) {
        const name = display.of(a + b)
        // Codes that were given up (UK, FX…) share a name with the one that counts, which comes to stand last or first.
        if (name && !retired.has(a + b)) found.set(plain(name), a + b)
      }
  }
  for (const [name, code] of Object.entries(nicknames)) found.set(name, code)
  return found
}

const retired = new Set([
  'UK',
  'FX',
  'SU',
  'YU',
  'DD',
  'TP',
  'ZR',
  'BU',
  'CS',
  'AN',
  'NT',
  'YD',
  'DY',
  'HV',
  'RH',
  'NH',
  'VD',
  'QU',
  'EU',
  'UN',
])
const nicknames: Record<string, string> = {
  usa: 'US',
  'u s a': 'US',
  'etats unis d amerique': 'US',
  'united states of america': 'US',
  'great britain': 'GB',
  'grande bretagne': 'GB',
  angleterre: 'GB',
  england: 'GB',
  holland: 'NL',
  hollande: 'NL',
  'the netherlands': 'NL',
}

const languageNames: Record<string, string> = {
  francais: 'fr',
  french: 'fr',
  anglais: 'en',
  english: 'en',
  allemand: 'de',
  german: 'de',
  deutsch: 'de',
  espagnol: 'es',
  spanish: 'es',
  espanol: 'es',
  italien: 'it',
  italian: 'it',
  italiano: 'it',
}

function languageOf(typed: string | undefined): string | undefined {
  const text = typed?.trim() ?? ''
  const [, tag = '', region] = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i.exec(text) ?? []
  if (tag) return tag.toLowerCase() + (region ? `-${region.toUpperCase()}` : '')
  return languageNames[plain(text)]
}

/** Ours, and those HubSpot and Salesforce come with. */
const stageNames: Record<string, Stage> = {
  lead: 'lead',
  subscriber: 'lead',
  abonne: 'lead',
  other: 'lead',
  new: 'lead',
  nouveau: 'lead',
  marketingqualifiedlead: 'lead',
  'marketing qualified lead': 'lead',
  'open not contacted': 'lead',
  prospect: 'prospect',
  salesqualifiedlead: 'prospect',
  'sales qualified lead': 'prospect',
  opportunity: 'prospect',
  opportunite: 'prospect',
  'working contacted': 'prospect',
  customer: 'customer',
  client: 'customer',
  cliente: 'customer',
  evangelist: 'customer',
  'closed converted': 'customer',
  disqualified: 'disqualified',
  disqualifie: 'disqualified',
  ecarte: 'disqualified',
  unqualified: 'disqualified',
  'closed not converted': 'disqualified',
  lost: 'lost',
  perdu: 'lost',
}

const stageOf = (typed = ''): Stage | Refused | undefined =>
  typed.trim() ? (stageNames[plain(typed)] ?? new Refused('not_an_option')) : undefined

function tagsOf(typed = ''): string[] | Refused {
  const tags = typed
    .split(/[;,|]/)
    .map((one) =>
      one
        .normalize('NFC')
        .replace(/[\s\p{C}]+/gu, ' ')
        .trim(),
    )
    .filter(Boolean)
  if (tags.some((one) => one.length > 40)) return new Refused('too_long')
  return tags.length > 20 ? new Refused('too_many') : tags
}

// In doubt, no.
const yes = new Set(
  'yes y oui o true vrai 1 x on ok si ja given confirmed imported agreed accepte acceptee accepted abonne subscribed inscrit inscrite opted in|opt in|optin|opted in|opt in confirme|double opt in'
    .split('|')
    .flatMap((phrase, i) => (i === 0 ? phrase.split(' ') : [phrase])),
)
const saysYes = (typed = '') => yes.has(plain(typed))

const earliestMs = Date.UTC(1980, 0, 1)

/**
 * A day or a moment as ISO 8601 UTC; one without a zone is taken as UTC. Understood: ISO 8601, 31/12/2026 and 31.12.2026 with or
 * without a time, milliseconds since 1970.
 */
function momentOf(typed: string | undefined, order: ImportPlan['dates'], nowMs: number): string | Refused | undefined {
  const text = typed?.trim()
  if (!text) return undefined
  const ms = msOf(text, order)
  // Whoever is some hours ahead of us may already write tomorrow.
  if (ms === undefined || ms < earliestMs || ms > nowMs + 14 * 3_600_000) return new Refused('bad_date')
  return new Date(Math.min(ms, nowMs)).toISOString()
}

function msOf(text: string, order: ImportPlan['dates']): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text)
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(
      text,
    )
  if (iso) {
    const [, y, m, d, h, min, s, zone] = iso
    return at(y, m, d, h, min, s, zone)
  }
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(?:à\s*)?(\d{1,2})[:h](\d\d)(?::(\d\d))?)?$/i.exec(text)
  if (!written) return undefined
  const [, a, b, y, h, min, s] = written
  return order === 'day_first' ? at(y, b, a, h, min, s) : at(y, a, b, h, min, s)
}

function at(y = '', m = '', d = '', h = '0', min = '0', s = '0', zone = 'Z'): number | undefined {
  const [month, day, hour] = [Number(m), Number(d), Number(h)]
  const ms = Date.UTC(Number(y), month - 1, day, hour, Number(min), Number(s))
  const made = new Date(ms)
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day || hour > 23) return undefined
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  const offset = sign ? (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '+' ? 1 : -1) : 0
  return ms - offset
}
