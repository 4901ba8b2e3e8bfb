// The words the visitor's screens are made of, in the languages we speak.
import { ar } from '../../widget/locales/ar.ts'
import { da } from '../../widget/locales/da.ts'
import { de } from '../../widget/locales/de.ts'
import { en } from '../../widget/locales/en.ts'
import { es } from '../../widget/locales/es.ts'
import { fr } from '../../widget/locales/fr.ts'
import { it } from '../../widget/locales/it.ts'
import { ja } from '../../widget/locales/ja.ts'
import { nl } from '../../widget/locales/nl.ts'
import { pl } from '../../widget/locales/pl.ts'
import { pt } from '../../widget/locales/pt.ts'
import { sv } from '../../widget/locales/sv.ts'

/** Whoever looks through all of them gets these; a screen in one language asks `wordsIn`. */
export const locales: Record<string, Record<string, string>> = { ar, da, de, en, es, fr, it, ja, nl, pl, pt, sv }

/** The widget's own words in a language; English where it does not speak it. */
export const wordsIn = (language: string): Record<string, string> =>
  locales[language] ?? locales[language.split('-')[0]!] ?? en
