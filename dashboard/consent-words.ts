// Where a consent stands, in words. The same silence means two things: no yes to an offer, or no objection to a notice.
import type { ConsentStanding } from '../contract/lead.ts'
import type { Key } from './locales/fr.ts'

type Standing = Pick<ConsentStanding, 'basis' | 'state'>

export const consentWords = ({ basis, state }: Standing): Key =>
  basis === 'legitimate_interest' && state === 'shown_not_given' ? 'consent.shown_no_objection' : `consent.${state}`

/** Whether the person may be written to for it, may not, or never said. */
export function consentTone({ basis, state }: Standing): 'yes' | 'no' | 'open' {
  if (state === 'given' || state === 'confirmed' || state === 'imported') return 'yes'
  if (state === 'unconfirmed') return 'open'
  if (state === 'shown_not_given') return basis === 'legitimate_interest' ? 'yes' : 'open'
  return 'no'
}
