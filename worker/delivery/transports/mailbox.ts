// The development mailbox: mail is kept in the database, where the dashboard shows it, and its links work.
import type { Message } from '../message.ts'
import { Refusal } from '../refusal.ts'
import type { Transport } from '../transport.ts'

const mostKept = 500

export function mailboxTransport(db: D1Database): Transport {
  return {
    name: 'mailbox',
    async send(message) {
      // The whole team reads this mailbox, and a way in would be anybody's.
      if (message.opensDashboard) throw new Refusal('permanent', 'a way in is not kept here')
      await keep(db, message, new Date().toISOString())
      return { accepted: 'kept in the development mailbox' }
    },
    close: async () => undefined,
  }
}

async function keep(db: D1Database, message: Message, now: string): Promise<void> {
  await db.batch([
    db
      .prepare(`
        INSERT INTO mailbox (outbox_id, recipient, subject, message, at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (outbox_id) DO UPDATE SET
          message = excluded.message,
          at = excluded.at`)
      .bind(message.owed, message.to, message.subject, JSON.stringify(message), now),
    db.prepare('DELETE FROM mailbox WHERE seq <= (SELECT max(seq) FROM mailbox) - ?1').bind(mostKept),
  ])
}
