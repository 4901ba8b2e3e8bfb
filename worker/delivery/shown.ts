// A mail as a page of its own, for a frame of the dashboard. Whatever stands in it: nothing runs, nothing is fetched, and it
// knows nothing of the dashboard around it.

const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export const shownHeaders = {
  'content-security-policy': policy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

export const schemes = ['light', 'dark'] as const
type Scheme = (typeof schemes)[number]

/** Its links open beside the dashboard, not in the frame. With a scheme it looks as where that one is preferred. */
export function shownHtml(html: string, scheme?: Scheme): string {
  const page = html.replace('<head>', '<head><base target="_blank">')
  if (!scheme) return page
  return page
    .replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
    .replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`)
}
