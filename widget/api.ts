// Speaks with the Worker, and tells its refusals and the network's failures apart.
import type { ProblemBody, ProblemCode } from '../contract/errors.ts'
import type { TagSettings } from '../contract/shown.ts'

/** Why something was not done: the Worker's own code, or what kept it from answering. */
export type Failure = ProblemCode | 'offline' | 'busy'

export type Outcome<T> =
  | { ok: true; body: T }
  | { ok: false; why: Failure; fields?: Record<string, string>; waitSeconds?: number }

/** Asks for JSON without cookies. Whatever is not a well-formed 2xx answer is a failure. */
export async function ask<T>(address: string, body?: unknown, timeoutMs = 15_000): Promise<Outcome<T>> {
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const answer = (await response.json()) as T & ProblemBody
    return response.ok ? { ok: true, body: answer } : refusal(response.status, answer)
  } catch {
    return { ok: false, why: navigator.onLine === false ? 'offline' : 'busy' }
  }
}

function refusal(status: number, { code, fields, retryAfter }: ProblemBody): Outcome<never> {
  // A forged ticket is one signed under a secret since replaced: a new one heals it as it heals an expired one.
  const why = status >= 500 ? 'busy' : code === 'ticket_forged' ? 'ticket_expired' : code
  return { ok: false, why, fields, waitSeconds: retryAfter }
}

/** The same form in another language; the one in hand when it cannot be had. */
export async function settingsIn(settings: TagSettings, language: string): Promise<TagSettings> {
  const outcome = await ask<TagSettings>(
    `${settings.origin}/e/${settings.form.slug}.${language}.json`,
    undefined,
    4_000,
  )
  return outcome.ok ? outcome.body : settings
}
