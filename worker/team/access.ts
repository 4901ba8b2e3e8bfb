// People whom Cloudflare Access vouches for, where the dashboard stands behind it: its signed assertion names a mailbox, and
// whoever of the team has that mailbox is signed in. Whatever is not right about an assertion refuses the request.
// See developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/

import type { HonoJsonWebKey } from 'hono/utils/jwt/jws'
import { verifyWithJwks } from 'hono/utils/jwt/jwt'
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'

type Configured = Pick<Env, 'ACCESS_TEAM_DOMAIN' | 'ACCESS_AUD'>

/** Whether assertions mean anything here: without settings the header is only something somebody wrote. */
export const isBehindAccess = ({ ACCESS_TEAM_DOMAIN, ACCESS_AUD }: Configured): boolean =>
  Boolean(ACCESS_TEAM_DOMAIN || ACCESS_AUD)

/** The mailbox a genuine assertion names, in small letters; `undefined` for anything else, and where half the settings are missing. */
export async function mailboxOfAssertion(env: Configured, assertion: string): Promise<string | undefined> {
  const issuer = issuerOf(env.ACCESS_TEAM_DOMAIN)
  if (!issuer || !env.ACCESS_AUD || assertion.length > 10_000) return undefined
  const verified = (keys: HonoJsonWebKey[]) =>
    verifyWithJwks(assertion, {
      keys,
      allowedAlgorithms: ['RS256'],
      verification: { iss: issuer, aud: env.ACCESS_AUD },
    })
  try {
    const { exp, email } = await verified(await keysFor(issuer, kidOf(assertion)))
    // An assertion that never ends would be a password; a service's names no mailbox.
    return typeof exp === 'number' && typeof email === 'string' && email ? email.toLowerCase() : undefined
  } catch (error) {
    // The error's own words would repeat the assertion.
    log.error('access.refused', { reason: error instanceof Error ? error.name : 'unknown' })
    return undefined
  }
}

/** `atelier-sud.cloudflareaccess.com`, with or without https://. Plain http is for loopback only. */
function issuerOf(domain = ''): string | undefined {
  const address = domain.includes('://') ? domain : `https://${domain}`
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, origin } = new URL(address)
  const isLoopback = hostname === 'localhost' || hostname === '127.0.0.1'
  return protocol === 'https:' || (protocol === 'http:' && isLoopback) ? origin : undefined
}

const hourMs = 3_600_000
const minuteMs = 60_000
const kept = new Map<string, { keys: HonoJsonWebKey[]; at: number }>()

/** Kept for an hour; asked for again sooner where one is missing, as after Access has changed them, but not at every stranger's word. */
async function keysFor(issuer: string, kid: string | undefined): Promise<HonoJsonWebKey[]> {
  const known = kept.get(issuer)
  const ageMs = known ? Date.now() - known.at : Number.POSITIVE_INFINITY
  const hasKey = known?.keys.some((key) => key.kid === kid)
  if (known && ageMs < (hasKey ? hourMs : minuteMs)) return known.keys
  try {
    const response = await fetch(`${issuer}/cdn-cgi/access/certs`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    })
    const { keys } = await response.json<{ keys: HonoJsonWebKey[] }>()
    if (!response.ok || !Array.isArray(keys)) throw new Error(`certs answered ${response.status}`)
    kept.set(issuer, { keys, at: Date.now() })
    return keys
  } catch (error) {
    log.error('access.no_keys', { reason: reasonOf(error) })
    // Keys known until now are still Access's own.
    return known?.keys ?? []
  }
}

function kidOf(assertion: string): string | undefined {
  try {
    return JSON.parse(atob(assertion.split('.')[0]!.replaceAll('-', '+').replaceAll('_', '/'))).kid
  } catch {
    return undefined
  }
}
