// Where a visitor came from, as one short word that many share: a campaign's source, or the site that linked here.
import { direct, otherSources } from '../../contract/insight-names.ts'
import type { Source } from '../../contract/submission.ts'

// Sites that answer under many names.
const families: [RegExp, string][] = [
  [/(^|\.)google(usercontent)?\.[a-z.]{2,7}$|^com\.google\./, 'google'],
  [/(^|\.)bing\.com$/, 'bing'],
  [/(^|\.)duckduckgo\.com$/, 'duckduckgo'],
  [/(^|\.)ecosia\.org$/, 'ecosia'],
  [/(^|\.)qwant\.com$/, 'qwant'],
  [/(^|\.)yahoo\.[a-z.]{2,6}$/, 'yahoo'],
  [/(^|\.)(linkedin\.com|lnkd\.in)$|^com\.linkedin\./, 'linkedin'],
  [/(^|\.)(facebook\.com|fb\.com|fb\.me)$/, 'facebook'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)(twitter\.com|x\.com|t\.co)$/, 'x'],
  [/(^|\.)(youtube\.com|youtu\.be)$/, 'youtube'],
  [/(^|\.)(chatgpt\.com|openai\.com)$/, 'chatgpt'],
  [/(^|\.)perplexity\.ai$/, 'perplexity'],
]

const longest = 60

/** The name of what stands in a beacon: a campaign's own word, or an address. `own`: hosts that are no source, being where the form stands. */
export function sourceName(said: string, own: (string | undefined)[] = []): string {
  const text = said.trim().slice(0, 2_000)
  if (!text) return direct
  if (/^(https?|android-app):\/\//i.test(text)) return hostName(text, own)
  return campaignName(text)
}

/** The same for what came with a submission: the campaign tells more than the site before. */
export function sourceOf({ page, referrer, campaign }: Source, ownOrigin?: string): string {
  return sourceName(campaign?.utm_source || referrer || '', [hostOf(page), hostOf(ownOrigin)])
}

/** `https://www.Example.fr:8443/a` → `www.example.fr`. */
export const hostOf = (address: string | undefined | null): string | undefined =>
  (address && URL.parse(address)?.hostname.toLowerCase()) || undefined

function hostName(address: string, own: (string | undefined)[]): string {
  const host = hostOf(address)
  if (!host) return otherSources
  if (own.includes(host)) return direct
  const family = families.find(([pattern]) => pattern.test(host))
  return family ? family[1] : clean(host.replace(/^(www|m|l|lm|out|amp)\./, ''))
}

// People put addresses and numbers of customers where a campaign's name belongs.
function campaignName(text: string): string {
  if (text.includes('@') || /\d{7}/.test(text)) return otherSources
  const word = clean(text)
  return families.find(([pattern]) => pattern.test(word))?.[1] ?? word
}

function clean(text: string): string {
  const word = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, longest)
    .replace(/[._-]+$/, '')
  return word || otherSources
}
