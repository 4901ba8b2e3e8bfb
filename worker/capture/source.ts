// Where the visitor came from, as far as we care to know: pages without their query, campaigns by name.
import type { Source } from '../../contract/submission.ts'

/** Keeps of each address only scheme, host and path: queries carry names and tokens. Anything but http(s) goes. */
export function cleanSource({ page, title, referrer, campaign }: Source): Source {
  return { page: withoutQuery(page), title, referrer: withoutQuery(referrer), campaign }
}

function withoutQuery(address: string | undefined): string | undefined {
  const url = address ? URL.parse(address) : null
  return url && /^https?:$/.test(url.protocol) ? url.origin + url.pathname : undefined
}
