// The page around the form: what search engines and link previews read, whose it is, and the languages it speaks.
import { type ComponentChildren, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { directionOf } from '../../../contract/direction.ts'
import type { PublishedForm } from '../../../contract/form.ts'
import type { ShownForm } from '../../../contract/shown.ts'
import { randomText } from '../../lib/crypto.ts'
import { languageName } from '../../lib/language.ts'
import { styleOf } from './style.ts'
import { hostedWords } from './words.ts'

type PageOptions = {
  form: PublishedForm
  shown: ShownForm
  /** The address that was asked for. */
  url: URL
  status?: number
  /** What the page is about, where it is not the form's title. */
  title?: string
  /** Seconds. */
  retryAfter?: number
  /** What began without JavaScript goes on without, and an answer to what was posted is no page to share. */
  isAnswer?: boolean
  /** Whether the form asks Cloudflare Turnstile, whose script the page then has to let in. */
  isGuarded?: boolean
}

/** The whole page with its headers. Text inside is escaped by rendering; there is no way to put markup in. */
export function hostedPage(options: PageOptions, card: ComponentChildren): Response {
  const { form, shown, url, status = 200, isAnswer = false } = options
  const { slug, language, languages, texts } = shown
  const nonce = randomText(16)
  const site = form.siteName ?? form.controller.name
  // Drawn over this one by the widget, it is the same of those that are tried.
  const tried = form.isTried ? `&v=${form.version}` : ''
  const html = renderToString(
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${options.title ?? texts.title} · ${site}`}</title>
        {!isAnswer && <Preview {...{ form, shown, url, site }} />}
        <meta name="theme-color" content="#f4f2ee" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0e1216" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="data:," />
        <style nonce={nonce}>{styleOf(shown.theme)}</style>
        {!isAnswer && <script async src={`/e/${slug}.js?lang=${language}&display=element${tried}`} />}
      </head>
      <body>
        <header>
          <h1>{site}</h1>
        </header>
        <main>{h('aimant-form', { form: slug, 'data-locale': language }, card)}</main>
        <footer>
          <span>{[form.controller.name, form.controller.address].filter(Boolean).join(', ')}</span>
          {!isAnswer && languages.length > 1 && <Languages {...{ url, language, languages }} />}
        </footer>
      </body>
    </html>,
  )
  const headers = new Headers(headersOf(language, nonce, options.isGuarded))
  if (options.retryAfter) headers.set('retry-after', String(options.retryAfter))
  return new Response(`<!doctype html>${html}`, { status, headers })
}

type PreviewProps = { form: PublishedForm; shown: ShownForm; url: URL; site: string }

function Preview({ form, shown: { slug, language, languages, texts }, url, site }: PreviewProps) {
  const own = `${url.origin}/f/${slug}`
  const inLanguage = (tag: string) => `${own}?lang=${tag}`
  const address = url.searchParams.has('lang') ? inLanguage(language) : own
  const image = form.share?.image ?? `${url.origin}/share.png`
  return (
    <>
      {texts.intro && <meta name="description" content={texts.intro} />}
      <link rel="canonical" href={address} />
      {languages.length > 1 &&
        languages.map((tag) => <link key={tag} rel="alternate" hreflang={tag} href={inLanguage(tag)} />)}
      {languages.length > 1 && <link rel="alternate" hreflang="x-default" href={own} />}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={site} />
      <meta property="og:title" content={texts.title} />
      {texts.intro && <meta property="og:description" content={texts.intro} />}
      <meta property="og:url" content={address} />
      <meta property="og:locale" content={territorial(language)} />
      {languages
        .filter((tag) => tag !== language)
        .map((tag) => (
          <meta key={tag} property="og:locale:alternate" content={territorial(tag)} />
        ))}
      <meta property="og:image" content={image} />
      {!form.share?.image && (
        <>
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
        </>
      )}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

function Languages({ url, language, languages }: { url: URL; language: string; languages: string[] }) {
  const addressIn = (tag: string) => {
    const query = new URLSearchParams(url.search)
    query.set('lang', tag)
    return `${url.pathname}?${query}`
  }
  return (
    <nav aria-label={hostedWords(language).languages}>
      <ul>
        {languages
          .filter((tag) => tag !== language)
          .map((tag) => (
            <li key={tag}>
              <a href={addressIn(tag)} hreflang={tag} lang={tag}>
                {languageName(tag)}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

// Open Graph names places, not only languages: `fr_FR`.
const territorial = (language: string) => {
  const { language: spoken, region } = new Intl.Locale(language).maximize()
  return `${spoken}_${region}`
}

const turnstile = 'https://challenges.cloudflare.com'

const headersOf = (language: string, nonce: string, isGuarded = false) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-language': language,
  // Each copy carries a ticket of its own.
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'self'${isGuarded ? ` ${turnstile}` : ''}`,
    ...(isGuarded ? [`frame-src ${turnstile}`] : []),
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Turnstile's own script is not written for it.
    ...(isGuarded ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
  ].join('; '),
  // Not `no-referrer`: then browsers post without saying from which origin, which looks like a stranger's page.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
})
