// The words the visitor's screens are made of, in the languages we speak.
import { en } from '../../widget/locales/en.ts'
import { fr } from '../../widget/locales/fr.ts'

export const locales: Record<string, Record<string, string>> = { en, fr }

/** The widget's own words in a language; English where it does not speak it. */
export const wordsIn = (language: string): Record<string, string> => locales[language] ?? locales[language.split('-')[0]!] ?? en
