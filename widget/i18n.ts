// Words for what happens, and which language to say them in.
import type { Words } from './locales/fr.ts'

type Word = keyof Words

/** The word for `key`, or for `otherwise` where there is none, with its {places} filled. */
export const say = (words: Record<string, string>, key: string, values: object, otherwise?: Word): string =>
  (words[key] ?? words[otherwise!] ?? '').replace(
    /\{(\w+)\}/g,
    (_, name) => (values as Record<string, string>)[name] ?? '',
  )

/**
 * The published language to show: the one asked for, else the page's, else the browser's first that fits, else the default
 * (the first of `languages`). A page in a language of no version leaves the choice to the browser.
 */
export function chooseLanguage(
  languages: string[],
  asked: string | undefined,
  page: string,
  browser: readonly string[],
): string {
  for (const tag of [asked ?? '', page, ...browser]) {
    const [exact, primary] = [tag.toLowerCase(), tag.toLowerCase().split('-')[0]]
    const found =
      languages.find((each) => each.toLowerCase() === exact) ?? languages.find((each) => each.split('-')[0] === primary)
    if (found) return found
  }
  return languages[0]!
}
