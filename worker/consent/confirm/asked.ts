// What a submission asks its person to confirm from their mailbox, before what its form promises holds.
import type { PublishedForm } from '../../../contract/form.ts'
import { dayMs } from '../../lib/time.ts'
import type { ConsentSaid } from '../event.ts'

export type Asked = {
  /** `magnet`: that the address is theirs. `consents`: only what they agreed to. */
  what: 'consents' | 'magnet'
  mail: 'confirm' | 'confirm-deliver'
  /** Whether the screen shows "look in your mailbox" in place of a success. */
  isFirst: boolean
  remindAfterDays?: number
}

/** Until when who was last asked at `since` is kept without having confirmed. Both ISO 8601. */
export const unconfirmedEnd = (since: string): string => new Date(Date.parse(since) + unconfirmedMs).toISOString()
export const unconfirmedMs = 30 * dayMs

/** `isProved`: the visitor's own browser holds the link that came to this very mailbox. */
export function askedOf(
  { delivery, magnet }: PublishedForm,
  consents: ConsentSaid[],
  isProved: boolean,
): Asked | undefined {
  const { confirm, remindAfterDays } = delivery
  if (confirm === 'magnet' && !isProved)
    return { what: 'magnet', mail: magnet ? 'confirm-deliver' : 'confirm', isFirst: true, remindAfterDays }
  const isGiven = consents.some(({ state }) => state === 'given')
  if ((confirm !== 'magnet' && confirm !== 'consents') || !isGiven) return undefined
  return { what: 'consents', mail: 'confirm', isFirst: !magnet, remindAfterDays }
}
