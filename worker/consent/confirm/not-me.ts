// "It was not me": somebody typed an address that was not theirs. Whoever reads that mailbox undoes it.
import { erasePerson } from '../rights/erase.ts'
import type { Holder } from '../rights/holder.ts'
import { eraseSubmission } from '../rights/take-back.ts'
import type { Said } from '../rights/withdraw.ts'
import type { Confirmation } from './read.ts'

/**
 * Nothing else is known of them: they are erased and never written to. Otherwise only what was entered this time goes. What somebody
 * took for the same person's stays: it was not.
 */
export const notMe = (
  db: D1Database,
  holder: Holder,
  { lead }: Confirmation,
  subjects: string[],
  said: Said,
): Promise<void> =>
  lead.unconfirmed_since || lead.submissions === 1
    ? erasePerson(db, holder, subjects[0]!, said, { isAlone: true })
    : eraseSubmission(db, holder, subjects, said)
