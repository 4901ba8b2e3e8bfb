// Cloudflare Turnstile, for forms that ask for it where an installation has its keys. Its word is one more reason to hold, never to
// refuse: it may be away, or blocked in an honest browser.
import type { PublishedForm } from '../../contract/form.ts'
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'

type Keys = Pick<Env, 'TURNSTILE_SITE_KEY' | 'TURNSTILE_SECRET' | 'TURNSTILE_VERIFY_URL'>
type Said = { success?: boolean; hostname?: string; action?: string; 'error-codes'?: string[] }
export type TurnstileDoubt = 'turnstile_missing' | 'turnstile_failed' | 'turnstile_unreachable'

const verifyUrl = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
const patienceMs = 3_000

/** The key a form's visitors are shown Turnstile with; `undefined`: they are not. */
export const siteKeyFor = (env: Keys, form: Pick<PublishedForm, 'turnstile'>): string | undefined =>
  form.turnstile && env.TURNSTILE_SECRET ? env.TURNSTILE_SITE_KEY || undefined : undefined

/** What the widget says it is for; at most 32 characters are taken. */
export const actionOf = ({ slug }: Pick<PublishedForm, 'slug'>): string => slug.slice(0, 32)

type Asked = {
  token: string | undefined
  /** A UUID; the same for each time the same submission is sent, so that a token counts once however often it arrives. */
  ticketId: string
  action: string
  /** Of the page the form stood in, where it is known. */
  hostname: string | undefined
}

/**
 * What speaks against a submission, or `undefined`. The visitor's address is not sent along.
 * @see https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */
export async function turnstileDoubt(env: Keys, asked: Asked): Promise<TurnstileDoubt | undefined> {
  const { token, ticketId, action, hostname } = asked
  if (!token) return 'turnstile_missing'
  const secret = env.TURNSTILE_SECRET ?? ''
  let said: Said
  try {
    const response = await fetch(env.TURNSTILE_VERIFY_URL ?? verifyUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret, response: token, idempotency_key: ticketId }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    said = await response.json<Said>()
    if (typeof said?.success !== 'boolean') throw new Error(`answered ${response.status} without a verdict`)
  } catch (error) {
    log.error('turnstile.unreachable', { reason: reasonOf(error) })
    return 'turnstile_unreachable'
  }
  const codes = said['error-codes'] ?? []
  if (!said.success && codes.some((code) => /secret|internal-error|bad-request/.test(code))) {
    log.error('turnstile.unreachable', { reason: codes.join(' ') })
    return 'turnstile_unreachable'
  }
  // A token is good for any page that shows our key, and for any form of it: it must have been made for this one.
  const isOurs =
    isForTests(secret) || (said.action === action && (hostname === undefined || said.hostname === hostname))
  return said.success && isOurs ? undefined : 'turnstile_failed'
}

/** Cloudflare's published secrets for tests answer with a host and an action of their own. */
const isForTests = (secret: string) => /^[123]x0{20,}AA$/.test(secret)
