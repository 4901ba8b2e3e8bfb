// The few pages of HTML the server draws itself: one column of calm type, no script, nothing from elsewhere.
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { directionOf } from '../../contract/direction.ts'

type PageOptions = {
  language: string
  title: string
  status?: number
  /** Rules of the page's own, after the common ones; free of < & and quotes. */
  style?: string
  /** Whether it has forms, which are sent to ourselves only. */
  forms?: boolean
}

/** A whole page. Text inside is escaped by rendering; there is no way to put markup in. */
export function page(
  { language, title, status = 200, style = '', forms = false }: PageOptions,
  content: ComponentChildren,
): Response {
  const html = renderToString(
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style>{common + style}</style>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {content}
        </main>
      </body>
    </html>,
  )
  return new Response(`<!doctype html>${html}`, { status, headers: headers(forms) })
}

const headers = (forms: boolean) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action '${forms ? 'self' : 'none'}'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
})

// Free of < & and quotes, which rendering would escape.
const common = `
:root { color-scheme: light dark }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center;
  font: 1.0625rem/1.6 system-ui, sans-serif; color: light-dark(#17202a, #eceae6); background: light-dark(#fbfaf8, #14181d)
}
main { max-width: 32rem; padding: 2rem 1.5rem }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance }
p, ul { margin: 0 0 1rem }
ul { padding-inline-start: 1.25rem }
a.main {
  display: inline-block; padding: .75rem 1.25rem; border-radius: 8px; font-weight: 600; text-decoration: none;
  color: #fff; background: #d7263d
}
small { color: light-dark(#5b6570, #a5adb5) }
`
