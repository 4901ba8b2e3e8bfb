// Speaks with the Worker, and tells its refusals and the network's failures apart.
import type { ProblemBody } from '../contract/errors.ts'
import type { TagSettings } from '../contract/shown.ts'

export type Failure = 'offline' | 'busy' | 'rate_limited' | 'ticket_expired' | 'refused' | 'form_closed' | 'invalid'

export type Outcome<T> =
  | { ok: true; body: T }
  | { ok: false; why: Failure; fields?: Record<string, string>; waitSeconds?: number }

const timeoutMs = 15_000

/** Asks for JSON without cookies. Whatever is not a well-formed 2xx answer is a failure. */
export async function ask<T>(address: string, body?: unknown): Promise<Outcome<T>> {
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    return response.ok ? { ok: true, body: answer } : refusal(response.status, answer)
  } catch {
    return { ok: false, why: navigator.onLine === false ? 'offline' : 'busy' }
  }
}

function refusal(status: number, { code, fields, retryAfter }: Partial<ProblemBody>): Outcome<never> {
  if (status >= 500) return { ok: false, why: 'busy' }
  // A forged ticket is one signed under a secret since replaced: a new one heals it as it heals an expired one.
  if (code === 'ticket_expired' || code === 'ticket_forged') return { ok: false, why: 'ticket_expired' }
  if (code === 'rate_limited') return { ok: false, why: code, waitSeconds: retryAfter }
  if (code === 'form_closed' || code === 'form_unknown') return { ok: false, why: 'form_closed' }
  return code === 'invalid' ? { ok: false, why: code, fields } : { ok: false, why: 'refused' }
}

/** The same form in another language; the one in hand when it cannot be had. */
export async function settingsIn(settings: TagSettings, language: string): Promise<TagSettings> {
  const outcome = await ask<TagSettings>(`${settings.origin}/e/${settings.form.slug}.${language}.json`)
  return outcome.ok ? outcome.body : settings
}
