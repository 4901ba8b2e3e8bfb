// What was asked under a key, as code sees it: the shape of every row. The migration makes the table; a test compares the two.
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const idempotency = sqliteTable(
  'idempotency',
  {
    name: text().primaryKey(),
    request: text().notNull(),
    answer: text(),
    expires_at: text().notNull(),
  },
  (table) => [index('idempotency_by_expiry').on(table.expires_at)],
)
