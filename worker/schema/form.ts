// Forms, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { site } from './site.ts'

export const form = sqliteTable('form', {
  id: text().primaryKey(),
  site_id: text()
    .notNull()
    .references(() => site.id),
  slug: text().notNull().unique(),
  draft: text().notNull(),
  draft_at: text().notNull(),
  version: integer(),
  created_at: text().notNull(),
  archived_at: text(),
})

export const formVersion = sqliteTable(
  'form_version',
  {
    form_id: text()
      .notNull()
      .references(() => form.id),
    version: integer().notNull(),
    definition: text().notNull(),
    published_at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.form_id, t.version] })],
)

export const formPlace = sqliteTable('form_place', {
  form_id: text().primaryKey(),
  taken: integer().notNull(),
  most: integer().notNull(),
})

export const formSeen = sqliteTable(
  'form_seen',
  {
    form_id: text()
      .notNull()
      .references(() => form.id, { onDelete: 'cascade' }),
    origin: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.form_id, t.origin] })],
)
