// The mail that asks, and its one reminder, written in the batch of the submission: whom it goes to, the batch itself finds out.
import { newId } from '../../lib/id.ts'
import { dayMs } from '../../lib/time.ts'
import type { Asked } from './asked.ts'

type Asking = {
  id: string
  site: string
  emailKey: string
  language: string
  origin: string
  at: string
  consents: { purpose: string; state: string }[]
  suppressedAs?: string[]
}

/** Of an address that is known to be theirs only an agreement is left to confirm. Binds ?1 id, ?2 site, ?3 address, as `guard` may. */
export function confirmationOwed(
  db: D1Database,
  { id, site, emailKey, language, origin, at, consents, suppressedAs = [] }: Asking,
  { what, mail, remindAfterDays }: Asked,
  guard: string,
): D1PreparedStatement {
  const sentMs = Date.parse(at)
  const reminder = remindAfterDays && {
    occasion: '.reminder',
    dueAt: new Date(sentMs + remindAfterDays * dayMs).toISOString(),
    // Whoever types an address again and again causes one reminder, not many.
    unlessSince: newId(sentMs - remindAfterDays * dayMs),
  }
  const mails = [{ occasion: '', dueAt: at }, ...(reminder ? [reminder] : [])]
  const given = consents.filter(({ state }) => state === 'given').map(({ purpose }) => purpose)
  const sql = `
    INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
    SELECT
      ?1 || '.' || asked.template || (mail.value ->> 'occasion'), 'mail', asked.lead_id, ?1,
      json_patch(
        json_object('template', asked.template, 'language', ?4, 'origin', ?5),
        iif(mail.value ->> 'occasion' = '', '{}', '{"isReminder":true}')
      ),
      mail.value ->> 'dueAt', ?6
    FROM (
      SELECT lead.id AS lead_id, iif(lead.confirmed_at IS NULL, ?7, 'confirm') AS template
      FROM lead
      WHERE site_id = ?2
        AND email_key = ?3
        AND (
          (?8 = 'magnet' AND confirmed_at IS NULL)
          OR EXISTS (
            SELECT 1
            FROM json_each(?9) AS given
            WHERE coalesce(lead.consents ->> ('$."' || given.value || '".state'), '') <> 'confirmed'
          )
        )
    ) AS asked
    CROSS JOIN json_each(?10) AS mail
    WHERE ${guard}
      AND (
        mail.value ->> 'occasion' = ''
        OR (
          NOT EXISTS (SELECT 1 FROM suppression WHERE subject IN (SELECT value FROM json_each(?11)))
          AND NOT EXISTS (
            SELECT 1
            FROM timeline
            WHERE lead_id = asked.lead_id
              AND id > mail.value ->> 'unlessSince'
              AND id <> ?1
              AND kind = 'submitted'
          )
        )
      )
    ON CONFLICT (id) DO NOTHING`
  return db
    .prepare(sql)
    .bind(
      id,
      site,
      emailKey,
      language,
      origin,
      at,
      mail,
      what,
      JSON.stringify(given),
      JSON.stringify(mails),
      JSON.stringify(suppressedAs),
    )
}
