// Addresses the owner has us call: https on its usual port, at a name anybody could look up. Whatever could mean this
// machine, its network or its cloud's own services is refused, however it is spelled. What a name resolves to cannot be seen
// from here; in production the platform reaches public addresses only (`global_fetch_strictly_public`).

export type AddressProblem = 'not_an_https_address' | 'credentials_refused' | 'port_refused' | 'address_not_public'
export type AddressReading = { ok: true; url: URL } | { ok: false; why: AddressProblem }

export function readPublicAddress(text: string): AddressReading {
  // Browsers drop these silently; two readers could understand what is left differently.
  if (text.length > 2_000 || /[\p{C}\s\\]/u.test(text) || !URL.canParse(text)) return refuse('not_an_https_address')
  const url = new URL(text)
  if (url.protocol !== 'https:') return refuse('not_an_https_address')
  if (url.username || url.password || /^[^/?#]*\/\/[^/?#]*@/.test(text)) return refuse('credentials_refused')
  if (url.port) return refuse('port_refused')
  return isPublicName(url.hostname) ? { ok: true, url } : refuse('address_not_public')
}

const refuse = (why: AddressProblem): AddressReading => ({ ok: false, why })

// Never in the public DNS: RFC 6761, 6762, 7686, 8375, 9476, ICANN's .internal, and what routers and companies made up.
const privateZones = new Set(
  `alt arpa cluster corp docker domain example gateway home internal intra intranet invalid lan local localdomain localhost
  mail node onion priv private service svc test wlan workgroup`.split(/\s+/),
)

// Public names that by design answer with private addresses, or with the one spelled in them.
const mirrors = [
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'localho.st',
  'traefik.me',
  'backname.io',
  'rbndr.us',
  '1u.ms',
  'fritz.box',
]

// The URL parser has brought every spelling of an IPv4 address (hexadecimal, octal, one number) to four decimals,
// full-width letters and dots to ASCII, and escapes to what they stand for.
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  const labels = name.split('.')
  const zone = labels.at(-1)!
  if (labels.length < 2 || name.startsWith('[') || !labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label)))
    return false
  if (!/^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/.test(zone) || privateZones.has(zone)) return false
  return !mirrors.some((mirror) => name === mirror || name.endsWith(`.${mirror}`))
}
