// Putting a mail on the list of what is owed, in the batch of whatever causes it.
import type { DisabledReason } from '../../contract/connection-names.ts'
import type { templates } from '../../contract/delivery-names.ts'

export type Template = (typeof templates)[number]

export type Digest = { leads: [form: string, count: number][]; held: number }

export type Disabled = { name: string; host: string; because: DisabledReason }

/** What an outbox row says of a mail. Ids only: the mail itself is made when it is sent, from what is true then. */
export type MailPayload = {
  template: Template
  language: string
  /** Where this Aimant lives, as the request that caused it saw it. */
  origin: string
  /** When a trial ends. */
  endsAt?: string
  /** How many codes are left; -1 when somebody had to go without. */
  left?: number
  /** Whose team it is for, where no submission says so. */
  site?: string
  /** How many leads a day brought, by form; it names nobody. */
  digest?: Digest
  /** Which connection was disabled, where it leads, and why. */
  connection?: Disabled
  /** It asks once more what was asked before. */
  isReminder?: boolean
  /** Which member of the team a way in is for. */
  member?: string
}

export type OwedMail = MailPayload & {
  /** Absent for a mail to the team. */
  leadId?: string
  submissionId: string
  /** Tells apart several mails of one template for one submission. */
  occasion?: string
  /** ISO time before which it is not sent; at once when absent. */
  dueAt?: string
}

/** The row's id: deleting a lead finds what is owed by the submission it begins with. */
export const owedId = (submissionId: string, template: string, occasion?: string): string =>
  [submissionId, template, occasion].filter(Boolean).join('.')

/** The statement to put into the batch; owing the same twice is owing it once. Then `announce()` the row's id. */
export function owe(
  db: D1Database,
  { leadId, submissionId, occasion, dueAt, ...payload }: OwedMail,
  now: string,
): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
      VALUES (?1, 'mail', ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (id) DO NOTHING`)
    .bind(
      owedId(submissionId, payload.template, occasion),
      leadId ?? null,
      submissionId,
      JSON.stringify(payload),
      dueAt ?? now,
      now,
    )
}
