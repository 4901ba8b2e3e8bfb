// Names of countries, languages and stages, and the many ways of saying yes, as people and other programs write them.
import { plain, Refused } from './import-value.ts'
import type { Stage } from './stage.ts'

let countries: Map<string, string> | undefined

/** `France`, `FRANCE`, `fr` → FR. What is no country stays, for the rules to refuse. */
export function countryOf(typed: string | undefined): string | undefined {
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

export function languageOf(typed: string | undefined): string | undefined {
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

export const stageOf = (typed = ''): Stage | Refused | undefined =>
  typed.trim() ? (stageNames[plain(typed)] ?? new Refused('not_an_option')) : undefined

// In doubt, no.
const yes = new Set(
  'yes y oui o true vrai 1 x on ok si ja given confirmed imported agreed accepte acceptee accepted abonne subscribed inscrit inscrite opted in|opt in|optin|opted in|opt in confirme|double opt in'
    .split('|')
    .flatMap((phrase, i) => (i === 0 ? phrase.split(' ') : [phrase])),
)
export const saysYes = (typed = '') => yes.has(plain(typed))
