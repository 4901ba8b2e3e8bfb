// Words for what happens, and which language to say them in.
import { whole } from '../contract/whole.ts'
import type { Words } from './locales/fr.ts'

type Word = keyof Words

/**
 * The word for `key`, or for `otherwise` where there is none, with its {places} filled as its language writes numbers and dates.
 * With a `count` it is the form that many take: `error_summary_few`.
 */
export function say(words: Record<string, string>, key: string, values: object, otherwise?: Word): string {
  const { language } = words
  const given = values as Record<string, unknown>
  const form = typeof given.count === 'number' ? `${key}_${new Intl.PluralRules(language).select(given.count)}` : key
  return (words[form] ?? words[key] ?? words[otherwise!] ?? '').replace(/\{(\w+)\}/g, (_, name) => {
    const value = given[name] ?? ''
    if (typeof value === 'number')
      return value.toLocaleString(language, name === 'seconds' ? { style: 'unit', unit: 'second' } : {})
    return whole && /^\d{4}-\d\d-\d\d$/.test(value as string)
      ? new Date(value as string).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })
      : String(value)
  })
}

/**
 * The published language to show: the one asked for, else the page's, else the browser's first that fits, else the default
 * (the first of `languages`). A page in a language of no version leaves the choice to the browser.
 */
export function chooseLanguage(
  languages: string[],
  asked: string | undefined,
  page: string,
  browser: { languages: readonly string[] },
): string {
  const fitting = (tag = '') => {
    const [exact, primary] = [tag.toLowerCase(), tag.toLowerCase().split('-')[0]]
    return (
      languages.find((each) => each.toLowerCase() === exact) ?? languages.find((each) => each.split('-')[0] === primary)
    )
  }
  // Asking the browser takes it longer than all the rest, and is seldom needed.
  return fitting(asked) ?? fitting(page) ?? browser.languages.map(fitting).find(Boolean) ?? languages[0]!
}

/** The language spoken where an element stands. */
export const languageAt = (element: Element): string => element.closest('[lang]')?.getAttribute('lang') ?? ''
