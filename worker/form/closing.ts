// When an offer ends: at a moment, or after a number of submissions, counted in the very batch that keeps each of them.
import type { PublishedForm } from '../../contract/form.ts'
import { Problem } from '../lib/problem.ts'

/**
 * A place a submission takes. `isAcknowledged`: its visitor was told yes already, so it is kept beyond the last one.
 * `isDoubtful`: takes none, or programs would end the offer; but nobody is told yes once it is over.
 */
export type Place = { most: number; isAcknowledged?: true; isDoubtful?: true }

/** Whoever was filling it in when it ended, or waits for an answer that was lost, still gets through. */
const graceMs = 5 * 60_000

/** Throws `form_closed`. `isBegun`: there is something to send already. */
export function expectOpen(form: PublishedForm, nowMs: number, isBegun: boolean): void {
  const at = form.display.closes?.at
  // Whether the last place is this very submission's own, sent again, only its batch can tell.
  if (form.isTaken && !isBegun) throw new Problem('form_closed')
  if (at && Date.parse(at) <= nowMs - (isBegun ? graceMs : 0)) throw new Problem('form_closed')
}

/** The place a submission of this form takes, where they are counted. */
export function placeOf(form: PublishedForm, held: string | null): Place | undefined {
  const most = form.display.closes?.after
  return most ? { most, ...(held && { isDoubtful: true }) } : undefined
}

/** Takes it, once however often it is sent. The whole batch fails with `offer_is_over` when there is none left. */
export function takePlace(
  db: D1Database,
  submission: { id: string; formId: string },
  place: Place,
  guard = 'NOT EXISTS (SELECT 1 FROM submission WHERE id = ?1)',
): D1PreparedStatement {
  const isAcknowledged = place.isAcknowledged ? 1 : 0
  if (place.isDoubtful)
    return db
      .prepare(`
        UPDATE form_place
        SET taken = most + 1
        WHERE form_id = ?2
          AND taken >= most
          AND ?3 = 0
          AND ${guard}`)
      .bind(submission.id, submission.formId, isAcknowledged)
  return db
    .prepare(`
      INSERT INTO form_place (form_id, taken, most)
      SELECT ?2, 1, ?3
      WHERE ${guard}
      ON CONFLICT (form_id) DO UPDATE SET
        taken = taken + 1,
        most = iif(?4, max(excluded.most, taken + 1), excluded.most)`)
    .bind(submission.id, submission.formId, place.most, isAcknowledged)
}

export const isOver = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('CHECK constraint failed: offer_is_over')

/** Counts what came before there was an end, when one is set. */
export function countPlaces(db: D1Database, formId: string, most: number): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO form_place (form_id, taken, most)
      SELECT ?1, count(*), max(count(*), ?2)
      FROM (SELECT 1 FROM submission WHERE form_id = ?1 AND held IS NULL LIMIT 1000000)
      WHERE true
      ON CONFLICT (form_id) DO UPDATE SET most = max(excluded.most, taken)`)
    .bind(formId, most)
}

/** The form as it is now that so many places are gone. */
export function afterTaking(form: PublishedForm, taken: number | null): PublishedForm {
  const most = form.display.closes?.after
  return most && taken !== null && taken >= most ? { ...form, isTaken: true } : form
}
