// Scheduled exports and imports, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const exportSchedule = sqliteTable('export_schedule', {
  id: text().primaryKey(),
  settings: text().notNull(),
  last_day: text(),
  created_at: text().notNull(),
})

export const exportRun = sqliteTable(
  'export_run',
  {
    id: text().primaryKey(),
    schedule_id: text().notNull(),
    settings: text().notNull(),
    state: text({ enum: ['running', 'done', 'failed'] }).notNull(),
    place: integer(),
    pieces: integer().notNull().default(0),
    leads: integer().notNull().default(0),
    bytes: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    due_at: text().notNull(),
    started_at: text().notNull(),
    ended_at: text(),
  },
  (t) => [index('export_run_due').on(t.due_at), index('export_run_by_schedule').on(t.schedule_id, t.id)],
)

export const leadImport = sqliteTable('lead_import', {
  id: text().primaryKey(),
  site_id: text().notNull(),
  plan: text().notNull(),
  form_id: text().notNull(),
  version: integer().notNull(),
  notice_id: text().notNull(),
  state: text({ enum: ['running', 'done', 'stopped'] }).notNull(),
  chunks: integer().notNull().default(0),
  made: integer().notNull().default(0),
  filled: integer().notNull().default(0),
  known: integer().notNull().default(0),
  refused: integer().notNull().default(0),
  by: text().notNull(),
  started_at: text().notNull(),
  ended_at: text(),
})
