// How the service itself is doing, as code sees it: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const clock = sqliteTable('clock', {
  id: integer().primaryKey(),
  due_at: text().notNull(),
  started_at: text().notNull(),
  ended_at: text().notNull(),
  jobs: text().notNull(),
})

export const detour = sqliteTable(
  'detour',
  {
    kind: text({ enum: ['intake'] }).notNull(),
    hour: text().notNull(),
    times: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.hour] })],
)
