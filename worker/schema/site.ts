// A site, as code sees it: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const site = sqliteTable('site', {
  id: text().primaryKey(),
  name: text().notNull(),
  controller: text(),
  origins: text().notNull().default('[]'),
  created_at: text().notNull(),
  updated_at: text().notNull(),
  retention_days: integer().notNull().default(1095),
  handling: text(),
  mail: text(),
  look: text(),
  qualification: text(),
  qualification_at: text(),
  hot_days: integer().notNull().default(14),
  notices: text(),
})

export const judging = sqliteTable('judging', {
  site_id: text().primaryKey(),
  seq: integer().notNull(),
  judged: integer().notNull().default(0),
  moved: integer().notNull().default(0),
  started_at: text().notNull(),
})
