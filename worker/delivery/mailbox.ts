// Looking into the development mailbox.
import type { MailboxPage, MailContent } from '../../contract/delivery.ts'
import { Problem } from '../lib/problem.ts'
import type { mailbox } from '../schema/delivery.ts'
import type { Message } from './message.ts'

type Row = Omit<typeof mailbox.$inferSelect, 'message'>

/** The newest first. `after` is the last one's id. */
export async function listMailbox(
  db: D1Database,
  limit: number,
  after = Number.MAX_SAFE_INTEGER,
): Promise<MailboxPage> {
  const { results } = await db
    .prepare(`
      SELECT seq, outbox_id, recipient, subject, at
      FROM mailbox
      WHERE seq < ?1
      ORDER BY seq DESC
      LIMIT ?2`)
    .bind(after, limit + 1)
    .all<Row>()
  const shown = results.slice(0, limit)
  return {
    mails: shown.map((row) => ({
      id: String(row.seq),
      deliveryId: row.outbox_id,
      to: row.recipient,
      subject: row.subject,
      at: row.at,
    })),
    next: results.length > limit ? String(shown.at(-1)!.seq) : null,
  }
}

/** Throws `not_found`. */
export async function readMailbox(db: D1Database, id: number): Promise<MailContent> {
  const message = await db.prepare('SELECT message FROM mailbox WHERE seq = ?1').bind(id).first<string>('message')
  if (!message) throw new Problem('not_found')
  return contentOf(JSON.parse(message))
}

/** A message as the dashboard shows it. */
export const contentOf = ({ from, replyTo, subject, html, text, headers }: Message): MailContent => ({
  subject,
  from: from.name ? `${from.name} <${from.email}>` : from.email,
  replyTo: replyTo ?? null,
  html,
  text,
  headers,
})
