// Counters, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const counter = sqliteTable(
  'counter',
  {
    grain: text({ enum: ['hour', 'day'] }).notNull(),
    form_id: text().notNull(),
    span: text().notNull(),
    cells: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.grain, t.form_id, t.span] })],
)

export const fieldCounter = sqliteTable(
  'field_counter',
  { form_id: text().notNull(), day: text().notNull(), cells: text().notNull() },
  (t) => [primaryKey({ columns: [t.form_id, t.day] })],
)
