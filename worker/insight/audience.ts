// What a request tells of who sent it, in words so coarse that many share them: a country, a kind of device. The rest is not looked at.

export type Audience = {
  /** Two letters, or `-` where nobody knows. */
  country: string
  device: 'phone' | 'tablet' | 'desktop' | '-'
  /** Says of itself that it is a program, or is only getting a page ready that nobody may ever look at. */
  isBot: boolean
}

/** Where nothing was asked by anybody's browser. */
export const nobody: Audience = { country: '-', device: '-', isBot: false }

export function audienceOf(request: Request): Audience {
  const agent = request.headers.get('user-agent') ?? ''
  const purpose = request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''
  return {
    country: countryOf(request.cf?.country),
    device: deviceOf(agent),
    isBot: agent === '' || bots.test(agent) || /\b(prefetch|prerender|preview)\b/i.test(purpose),
  }
}

const countryOf = (said: unknown) => (typeof said === 'string' && /^[A-Z]{2}$/.test(said) ? said : '-')

function deviceOf(agent: string): Audience['device'] {
  if (agent === '') return '-'
  if (/iPad|Tablet|PlayBook|Silk(?!.*Mobile)|Android(?!.*Mobile)/i.test(agent)) return 'tablet'
  return /Mobi|iPhone|iPod|Android/i.test(agent) ? 'phone' : 'desktop'
}

// How programs name themselves: crawlers, previews of links, monitors, libraries, and browsers that nobody looks at.
const bots = new RegExp(
  [
    // Cubot makes telephones.
    '(?<!cu)bot\\b',
    'crawl',
    'spider',
    'slurp',
    'scrap',
    'preview',
    'externalhit',
    'facebookcatalog',
    'whatsapp',
    'embedly',
    'pingdom',
    'uptime',
    'monitor',
    'lighthouse',
    'pagespeed',
    'gtmetrix',
    'headless',
    'phantomjs',
    'puppeteer',
    'playwright',
    'selenium',
    'archiver',
    'validator',
    'feedfetcher',
    'google-',
    'googleother',
    'mediapartners',
    'safelinks',
    'proofpoint',
    'mimecast',
    'barracuda',
    '^(curl|wget|python|go-http|java|ruby|perl|php|node|undici|axios|okhttp|libwww|httpie|aiohttp|postman)',
  ].join('|'),
  'i',
)
