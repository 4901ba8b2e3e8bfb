// What each kind of field accepts: the widget runs this to help, the Worker runs it to decide.
// Pure, and free of zod so that it costs the visitor nothing to speak of.
import type { FieldErrorCode } from './errors.ts'
import type { Answer, Answers, Field, LeadProperty, ShowRule } from './field.ts'
import { whole } from './whole.ts'

/** Longest value each kind takes, in UTF-16 units; fields may ask for less. */
const longest: Partial<Record<Field['kind'], number>> = { email: 254, long_text: 5_000, url: 2_000, phone: 40 }
const longestText = 200

/** The most characters a field takes, for `maxlength` and for the check. */
export function maxLength(field: Field): number {
  const own = 'maxLength' in field ? field.maxLength : undefined
  return own ?? longest[field.kind] ?? longestText
}

/**
 * Brings a raw value (from an input, JSON or a form post) into the shape its field stores, or `undefined` when it is blank.
 * Returns `null` for a value of the wrong type; nothing is guessed.
 */
export function normalise(field: Field, value: unknown): Answer | undefined | null {
  if (value === undefined || value === null || value === '') return undefined
  if (whole)
    switch (field.kind) {
      case 'yes_no':
        if (value === true || value === 'true' || value === 'on') return true
        return value === false || value === 'false' ? false : null
      case 'number': {
        const number = typeof value === 'string' ? Number(value.trim().replace(',', '.')) : value
        return typeof number === 'number' && Number.isFinite(number) ? number : null
      }
      case 'several': {
        const list = typeof value === 'string' ? [value] : value
        if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) return null
        return list.length ? [...new Set<string>(list)] : undefined
      }
    }
  if (typeof value !== 'string') return null
  const text = tidy(value, field.kind === 'long_text')
  if (text === '') return undefined
  if (whole && field.kind === 'url') return withScheme(text)
  return field.kind === 'email' ? lowerDomain(text) : text
}

/** What is wrong with a normalised answer, or `undefined`. */
export function check(field: Field, answer: Answer | undefined): FieldErrorCode | undefined {
  if (answer === undefined) return field.required ? 'required' : undefined
  if (typeof answer === 'string' && answer.length > maxLength(field)) return 'too_long'
  switch (field.kind) {
    case 'email':
      return checkEmail(answer as string, field)
    case 'text':
    case 'long_text':
      return field.minLength && (answer as string).length < field.minLength ? 'too_short' : undefined
    case 'phone':
      return /^\+?\d{6,15}$/.test((answer as string).replace(/[\s().\-/]/g, '')) ? undefined : 'bad_phone'
    case 'choice':
      return isOption(field, answer as string) ? undefined : 'not_an_option'
    default:
      return whole ? checkRarer(field, answer) : undefined
  }
}

function checkRarer(field: Field, answer: Answer): FieldErrorCode | undefined {
  switch (field.kind) {
    case 'country':
      return /^[A-Z]{2}$/.test(answer as string) ? undefined : 'not_an_option'
    case 'url':
      return isWebAddress(answer as string) ? undefined : 'bad_url'
    case 'number':
      if (field.whole && !Number.isInteger(answer)) return 'bad_number'
      if (field.min !== undefined && (answer as number) < field.min) return 'too_small'
      return field.max !== undefined && (answer as number) > field.max ? 'too_large' : undefined
    case 'date':
      if (!isDate(answer as string)) return 'bad_date'
      if (field.min && (answer as string) < field.min) return 'too_early'
      return field.max && (answer as string) > field.max ? 'too_late' : undefined
    case 'several':
      if (field.max && (answer as string[]).length > field.max) return 'too_many'
      return (answer as string[]).every((item) => isOption(field, item)) ? undefined : 'not_an_option'
    case 'yes_no':
      // A required yes/no wants an answer, and an unticked box is one only where "no" was offered; here it is a tick.
      return field.required && answer !== true ? 'required' : undefined
  }
}

const isOption = ({ options }: { options: { value: string }[] }, answer: string) =>
  options.some(({ value }) => value === answer)

/** Whether the rules of a field hold for the answers given so far. */
export function isShown(field: { showIf?: ShowRule[] }, answers: Answers): boolean {
  return !whole || (field.showIf ?? []).every((rule) => holds(rule, answers[rule.field]))
}

function holds({ is, value }: ShowRule, answer: Answer | undefined): boolean {
  if (is === 'answered' || is === 'not_answered') return (answer !== undefined) === (is === 'answered')
  const matches = Array.isArray(answer) ? answer.includes(String(value)) : answer === value
  return matches === (is === 'equal')
}

/**
 * Takes raw values to answers: hidden fields dropped, the rest normalised and checked in order,
 * so that a rule sees only answers that are themselves shown and sound.
 */
export function readAnswers(
  fields: Field[],
  raw: Record<string, unknown>,
): { answers: Answers; errors: Record<string, FieldErrorCode> } {
  const answers: Answers = {}
  const errors: Record<string, FieldErrorCode> = {}
  for (const field of fields) {
    if (!isShown(field, answers)) continue
    const answer = normalise(field, Object.hasOwn(raw, field.key) ? raw[field.key] : undefined)
    const error = answer === null ? 'wrong_type' : check(field, answer)
    if (error) errors[field.key] = error
    else if (answer !== undefined && answer !== null) answers[field.key] = answer
  }
  return { answers, errors }
}

const properties: Partial<Record<Field['kind'], LeadProperty>> = {
  email: 'email',
  phone: 'phone',
  company: 'company',
  job_title: 'job_title',
  country: 'country',
  url: 'website',
}
const nameParts = { full: 'full_name', given: 'given_name', family: 'family_name' } as const

/** The lead property a field fills: its own choice, else what its kind stands for. */
export function propertyOf(field: Field): LeadProperty | undefined {
  if (field.property) return field.property
  return field.kind === 'name' ? nameParts[field.part] : properties[field.kind]
}

/** Domain of an address, lower case; empty when there is none. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

function checkEmail(email: string, field: Extract<Field, { kind: 'email' }>): FieldErrorCode | undefined {
  if (!isEmail(email)) return 'bad_email'
  if (!whole) return undefined
  const domain = domainOf(email)
  const listed = (list?: string[]) => list?.some((entry) => domain === entry || domain.endsWith(`.${entry}`))
  if (field.allowDomains?.length && !listed(field.allowDomains)) return 'email_domain_refused'
  return listed(field.refuseDomains) ? 'email_domain_refused' : undefined
}

/**
 * The syntax people's addresses really have: RFC 5321 lengths (64 before the @, 254 in all), letters of any script,
 * a domain with a dot. Quoted local parts and address literals are refused on purpose.
 */
export function isEmail(value: string): boolean {
  const at = value.lastIndexOf('@')
  const local = value.slice(0, at)
  const domain = value.slice(at + 1)
  return (
    at > 0 &&
    at <= 64 &&
    value.length <= 254 &&
    domain.length <= 253 &&
    /^(?!\.|.*\.\.)[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~.-]+(?<!\.)$/u.test(local) &&
    /^((?!-)[\p{L}\p{N}\p{M}-]{1,63}(?<!-)\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u.test(domain) &&
    !/\.\d+$/.test(domain)
  )
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username && !url.password
}

function isDate(value: string): boolean {
  const date = new Date(`${value}T00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value
}

// Control characters have no business in an answer; line breaks only where several lines were asked.
function tidy(value: string, lines: boolean): string {
  const text = value.normalize('NFC').replace(/\r\n?/g, '\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters being taken out
  const clean = lines ? text.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '') : text.replace(/[\0-\x1f\x7f]+/g, ' ')
  return clean.trim()
}

const lowerDomain = (email: string) => {
  const at = email.lastIndexOf('@')
  return email.slice(0, at) + email.slice(at).toLowerCase()
}

const withScheme = (address: string) => (/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`)
