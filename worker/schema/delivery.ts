// What is sent out, as code sees it: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['mail', 'webhook'] }).notNull(),
    lead_id: text(),
    submission_id: text(),
    payload: text().notNull(),
    state: text({ enum: ['pending', 'sent', 'dead'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    replays: integer().notNull().default(0),
    due_at: text().notNull(),
    claim: text(),
    last_error: text(),
    accepted: text(),
    sent_at: text(),
    created_at: text().notNull(),
    connection_id: text(),
    status: integer(),
    took_ms: integer(),
    tried_at: text(),
  },
  (t) => [
    index('outbox_due').on(t.due_at),
    index('outbox_hook_lead').on(t.lead_id),
    index('outbox_hook_dead').on(t.connection_id, t.id),
    index('outbox_hook_due').on(t.connection_id, t.due_at),
    index('outbox_dead').on(t.id),
  ],
)

export const mailBudget = sqliteTable(
  'mail_budget',
  {
    hour: text().notNull(),
    scope: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.scope] })],
)

export const mailbox = sqliteTable('mailbox', {
  seq: integer().primaryKey(),
  outbox_id: text().notNull().unique(),
  recipient: text().notNull(),
  subject: text().notNull(),
  message: text().notNull(),
  at: text().notNull(),
})
