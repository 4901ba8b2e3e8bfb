// What the statements of a submission have in common: whose they are, and that none is done twice. ?1 is the submission, ?2 the site,
// ?3 the address for comparison.
import { oneLine } from '../lib/db.ts'

export const unlessKept = 'NOT EXISTS (SELECT 1 FROM submission WHERE id = ?1)'
export const sameLead = '(SELECT id FROM lead WHERE site_id = ?2 AND email_key = ?3)'

/** A statement that is done under one condition or another: written out once for each, and not for each submission. */
export function perGuard(write: (guard: string) => string): (guard: string) => string {
  const written = new Map<string, string>()
  return (guard) => {
    const sql = written.get(guard) ?? oneLine(write(guard))
    written.set(guard, sql)
    return sql
  }
}
