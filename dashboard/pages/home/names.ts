// What a source, a country or a device is called.
import { direct, otherSources, unknownSource } from '../../../contract/insight-names.ts'
import { nameOf, region, t } from '../../locale.ts'

const brands: Record<string, string> = {
  bing: 'Bing',
  chatgpt: 'ChatGPT',
  duckduckgo: 'DuckDuckGo',
  ecosia: 'Ecosia',
  facebook: 'Facebook',
  google: 'Google',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  perplexity: 'Perplexity',
  qwant: 'Qwant',
  x: 'X (Twitter)',
  yahoo: 'Yahoo',
  youtube: 'YouTube',
}

export function sourceInWords(name: string): string {
  if (name === direct) return t('home.source.direct')
  if (name === otherSources) return t('home.source.other')
  if (name === unknownSource) return t('home.source.unknown')
  return brands[name] ?? name
}

export function countryInWords(code: string): string {
  if (code === otherSources) return t('home.country.other')
  return code === unknownSource ? t('home.country.unknown') : nameOf('region', code)
}

const devices = { phone: 'home.device.phone', tablet: 'home.device.tablet', desktop: 'home.device.desktop' } as const

export const deviceInWords = (name: string): string =>
  t(name in devices ? devices[name as keyof typeof devices] : 'home.device.unknown')

/** `0.083` → 8.3 %. */
export const shareInWords = (share: number): string =>
  new Intl.NumberFormat(region(), { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share)
