// Consents, and what the law asks for after them, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { consentStates } from '../../contract/consent.ts'
import { form } from './form.ts'

const bases = ['consent', 'legitimate_interest'] as const

export const notice = sqliteTable('notice', {
  id: text().primaryKey(),
  form_id: text()
    .notNull()
    .references(() => form.id),
  version: integer().notNull(),
  language: text().notNull(),
  snapshot: text().notNull(),
  created_at: text().notNull(),
})

export const consentEvent = sqliteTable(
  'consent_event',
  {
    seq: integer().primaryKey(),
    lead_id: text().notNull(),
    submission_id: text().notNull(),
    purpose: text().notNull(),
    basis: text({ enum: bases }).notNull(),
    state: text({ enum: consentStates }).notNull(),
    method: text().notNull(),
    notice_id: text()
      .notNull()
      .references(() => notice.id),
    subject: text().notNull(),
    gpc: integer().notNull(),
    at: text().notNull(),
  },
  (t) => [index('consent_event_later').on(t.state), index('consent_event_by_lead').on(t.lead_id)],
)

export const consentNode = sqliteTable(
  'consent_node',
  {
    level: integer().notNull(),
    position: integer().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.position] })],
)

export const consentCheckpoint = sqliteTable(
  'consent_checkpoint',
  {
    size: integer().notNull(),
    key_id: text().notNull(),
    root: text().notNull(),
    at: text().notNull(),
    signature: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.size, t.key_id] }), index('consent_checkpoint_by_time').on(t.at)],
)

export const suppression = sqliteTable(
  'suppression',
  {
    subject: text().notNull(),
    purpose: text().notNull(),
    state: text({ enum: ['withdrawn', 'objected'] }).notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.purpose] })],
)

export const retentionAsk = sqliteTable(
  'retention_ask',
  {
    lead_id: text().primaryKey(),
    asked_at: text().notNull(),
  },
  (t) => [index('retention_ask_by_time').on(t.asked_at)],
)

export const retentionPlace = sqliteTable('retention_place', {
  one: integer().primaryKey(),
  seq: integer().notNull(),
})

export const retentionLog = sqliteTable('retention_log', {
  id: text().primaryKey(),
  what: text({ enum: ['asked', 'erased', 'kept', 'unconfirmed'] }).notNull(),
  count: integer().notNull(),
  at: text().notNull(),
})

export const ledger = sqliteTable('ledger', {
  id: text().primaryKey(),
  entry: text().notNull(),
})
