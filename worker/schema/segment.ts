// Segments, as code sees them: the shape of every row. The migrations make the table; a test compares the two.
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const segment = sqliteTable('segment', {
  id: text().primaryKey(),
  name: text().notNull(),
  name_key: text().notNull().unique(),
  filter: text().notNull(),
  sort: text().notNull(),
  created_at: text().notNull(),
})
