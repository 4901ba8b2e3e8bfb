// What is held, and what is decided about it.
import type { HeldBulk, HeldBulkDone, HeldCount, HeldPage } from '../../contract/held.ts'
import type { Protection } from '../../contract/protection.ts'
import { ask, queryOf, send } from './request.ts'

export const listHeld = (reason: string | undefined, after: string | null, signal?: AbortSignal) =>
  ask<HeldPage>(`/submissions/held${queryOf({ reason, after })}`, signal)
export const countHeld = (signal?: AbortSignal) => ask<HeldCount>('/submissions/held/count', signal)
export const decideAbout = (decision: HeldBulk) => send<HeldBulkDone>('POST', '/submissions/held/bulk', decision)

/** What stands against abuse here. */
export const readProtection = (signal?: AbortSignal) => ask<Protection>('/protection', signal)
