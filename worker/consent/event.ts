// What a submission says about each purpose. Refusals are recorded too: they prove the box was separate and free.

import type { Consent, ConsentState } from '../../contract/consent.ts'
import { sha256 } from '../lib/crypto.ts'

export type ConsentSaid = { purpose: string; basis: Consent['basis']; state: ConsentState }

/**
 * One event a purpose. A ticked opt-in is `given`, a ticked opt-out is `objected`;
 * a box left alone is `shown_not_given` whichever it was.
 */
export function consentsSaid(
  consents: Pick<Consent, 'purpose' | 'basis'>[],
  ticked: Record<string, boolean>,
): ConsentSaid[] {
  return consents.map(({ purpose, basis }) => {
    const state = !ticked[purpose] ? 'shown_not_given' : basis === 'consent' ? 'given' : 'objected'
    return { purpose, basis, state }
  })
}

/** SHA-256 of salt and address, as the consent log knows a person: nobody's, once the salt is gone. */
export const subjectOf = ({ salt, emailKey }: { salt: string; emailKey: string }): Promise<string> =>
  sha256(`${salt}:${emailKey}`)
