// A doubtful submission that somebody judges sound: what it would have caused then it causes now, in one transaction, once.
import { type Place, takePlace } from '../form/closing.ts'
import { newId } from '../lib/id.ts'
import { afterClaim } from '../magnet/claim.ts'
import { sameLead } from './guard.ts'
import { promised } from './record.ts'
import type { StorableSubmission } from './storable.ts'
import { lead } from './upsert.ts'

const whileHeld = 'EXISTS (SELECT 1 FROM submission WHERE id = ?1 AND held IS NOT NULL)'

type Release = {
  /** ISO time; trials begin and links count from here. */
  at: string
  /** Who released it, by the name the team knows them by. */
  by: string
  place?: Place
}

/**
 * Does nothing where the submission is not held any more. `sent` is the submission as it would have been stored were it sound;
 * its consent events are in the log already, since a doubtful one's are too.
 */
export async function release(db: D1Database, sent: StorableSubmission, { at, by, place }: Release): Promise<void> {
  const { id, site, emailKey, claim } = sent
  const theirs = [id, site, emailKey]
  const now = { ...sent, at }
  await db.batch([
    ...(place ? [takePlace(db, { id, formId: sent.form.id }, { ...place, isAcknowledged: true }, whileHeld)] : []),
    lead(db, sent, whileHeld),
    // While the lead was only doubtful it was counted among its submissions already.
    db
      .prepare(`
        UPDATE lead
        SET submissions = max(
          submissions - 1,
          1 + (
            SELECT count(*)
            FROM timeline
            JOIN submission ON submission.id = timeline.ref
            WHERE timeline.lead_id = lead.id
              AND timeline.kind = 'submitted'
              AND submission.held IS NULL
          )
        ),
          unconfirmed_since = iif(unconfirmed_since IS NULL, NULL, ?4)
        WHERE id = ${sameLead}
          AND ${whileHeld}`)
      .bind(...theirs, at),
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, ref, detail, at)
        SELECT ${sameLead}, ?4, 'released', ?1, ?5, ?6
        WHERE ${whileHeld}`)
      .bind(...theirs, newId(Date.parse(at)), JSON.stringify({ by }), at),
    ...promised(db, now, whileHeld),
    db.prepare('UPDATE submission SET held = NULL, held_also = NULL WHERE id = ?1').bind(id),
    ...(claim ? afterClaim(db, { ...now, claim }) : []),
  ])
}
