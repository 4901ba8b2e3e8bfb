// Visitors who come back by a link of their own (`?aimant=<token>`).
import type { Known } from '../contract/submission.ts'
import { ask } from './api.ts'
import { keep, kept } from './session.ts'

/** What such a visitor need not be asked again. `mayKeep`: whether the session may remember the link. */
export async function recognise(address: string, mayKeep = false): Promise<Known & { token?: string }> {
  const last = mayKeep ? kept<{ token: string }>('profile')?.token : undefined
  const token = new URLSearchParams(location.search).get('aimant') ?? last
  if (!token) return { known: [] }
  if (mayKeep) keep('profile', { token })
  const outcome = await ask<Known>(`${address}/known?token=${encodeURIComponent(token)}`, undefined, 2_000)
  return outcome.ok ? { ...outcome.body, token } : { known: [] }
}
