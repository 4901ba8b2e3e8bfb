// The person's language: words from the locales, numbers and dates as they write them, in their own time zone.
import { effect, signal } from '@preact/signals'
import { keep, readKept } from './kept.ts'
import type { Key, Words } from './locales/fr.ts'

// Each language travels for itself.
const locales = {
  fr: () => import('./locales/fr.ts').then(({ fr }): Partial<Words> => fr),
  en: () => import('./locales/en.ts').then(({ en }): Partial<Words> => en),
}
export type Locale = keyof typeof locales
export const localeTags = Object.keys(locales) as Locale[]

const isLocale = (tag: string | null | undefined): tag is Locale => tag === 'fr' || tag === 'en'
const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLocale)
const kept = readKept('locale')

export const locale = signal<Locale>(isLocale(kept) ? kept : (spoken ?? 'en'))
/** Filled as they arrive, in whatever order. */
const words = {} as Words
/** Parts whose words are there as well, in each language. */
const parts = new Set<PartWords>()

effect(() => {
  document.documentElement.lang = locale.value
})

/** Fetches the words of the person's language; before anything is said. */
export async function loadWords(): Promise<void> {
  Object.assign(words, await locales[locale.peek()]())
}

/** The words of one part, in each language: they travel with it. */
export type PartWords = Record<Locale, () => Promise<Partial<Words>>>

/** Fetches the words of a part that is seldom opened; before anything of it is said. */
export async function loadPart(part: PartWords): Promise<void> {
  parts.add(part)
  const tag = locale.peek()
  const said = await part[tag]()
  // Another language was chosen meanwhile.
  if (tag !== locale.peek()) return loadPart(part)
  Object.assign(words, said)
}

export async function chooseLocale(tag: Locale): Promise<void> {
  const said = await Promise.all([locales[tag](), ...[...parts].map((part) => part[tag]())])
  Object.assign(words, ...said)
  locale.value = tag
  keep('locale', tag)
}

type Values = Record<string, string | number>
type Counted = { [K in Key]: K extends `${infer Stem}_other` ? Stem : never }[Key]

/** The words for `key`, `{name}` replaced by `values.name`. */
export function t(key: Key, values: Values = {}): string {
  // Read, so that what is on screen is said again in another language.
  void locale.value
  return words[key].replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name]
    return typeof value === 'number' ? number(value) : (value ?? whole)
  })
}

/** The same for words that change with a number, as `{n}`. */
export function count(stem: Counted, n: number, values: Values = {}): string {
  return t(`${stem}_${formOf(n)}`, { n, ...values })
}

/** Words for a code the server may know before we do. */
export function tIfKnown(key: string, values: Values = {}): string | undefined {
  return key in words ? t(key as Key, values) : undefined
}

/** Which of a number's two forms words take. */
const formOf = (n: number) => (new Intl.PluralRules(locale.value).select(n) === 'one' ? 'one' : 'other')

/** The same for words that change with a number. */
export const countIfKnown = (stem: string, n: number, values: Values = {}): string | undefined =>
  tIfKnown(`${stem}_${formOf(n)}`, { n, ...values })

// `en-GB` writes dates unlike `en-US`: the browser knows which of the two the person means.
export const region = () =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(locale.value)) ?? locale.value

export const number = (value: number) => new Intl.NumberFormat(region()).format(value)
export const list = (values: string[]) => new Intl.ListFormat(region(), { type: 'unit', style: 'short' }).format(values)
export const dayAndTime = (iso: string) => dates().format(new Date(iso))
/** `-1` → yesterday. */
export const relativeDay = (days: number) =>
  new Intl.RelativeTimeFormat(region(), { numeric: 'auto' }).format(days, 'day')
export const day = (iso: string, dateStyle: 'long' | 'medium' = 'long') =>
  new Date(iso).toLocaleDateString(region(), { dateStyle })

/** `FR` → France, `en` → English; what is neither stays as it was written. */
export function nameOf(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames(region(), { type }).of(type === 'region' ? code.toUpperCase() : code) ?? code
  } catch {
    return code
  }
}

// Making a formatter costs more than a whole row of the list.
const made = new Map<string, Intl.DateTimeFormat>()

function dates(): Intl.DateTimeFormat {
  const tag = region()
  const format = made.get(tag) ?? new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })
  made.set(tag, format)
  return format
}
