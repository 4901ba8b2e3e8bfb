// Experiments, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { form } from './form.ts'

export const experiment = sqliteTable(
  'experiment',
  {
    form_id: text()
      .notNull()
      .references(() => form.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    name: text().notNull(),
    lift: integer().notNull(),
    created_at: text().notNull(),
    started_at: text(),
    views_each: integer(),
    days: integer(),
    ended_at: text(),
    winner: text({ enum: ['a', 'b', 'c', 'd'] }),
  },
  (t) => [primaryKey({ columns: [t.form_id, t.number] }), uniqueIndex('experiment_open').on(t.form_id)],
)

export const experimentVariant = sqliteTable(
  'experiment_variant',
  {
    form_id: text()
      .notNull()
      .references(() => form.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    letter: text({ enum: ['a', 'b', 'c', 'd'] }).notNull(),
    share: integer().notNull(),
    parts: text(),
    parts_at: text(),
    version: integer(),
  },
  (t) => [primaryKey({ columns: [t.form_id, t.number, t.letter] })],
)
