// Connections, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import {
  attemptProblems,
  connectionFormats,
  connectionLanguages,
  connectionStates,
  disabledReasons,
} from '../../contract/connection-names.ts'

export const connection = sqliteTable(
  'connection',
  {
    id: text().primaryKey(),
    site_id: text().notNull(),
    name: text().notNull(),
    url: text().notNull(),
    events: text().notNull(),
    format: text({ enum: connectionFormats }).notNull(),
    language: text({ enum: connectionLanguages }).notNull(),
    is_partner: integer().notNull(),
    token_id: text(),
    origin: text().notNull(),
    secret: text().notNull(),
    secret_before: text(),
    before_until: text(),
    state: text({ enum: connectionStates }).notNull().default('active'),
    disabled_at: text(),
    disabled_because: text({ enum: disabledReasons }),
    failing_since: text(),
    failures: integer().notNull().default(0),
    last_success_at: text(),
    last_problem: text({ enum: attemptProblems }),
    last_status: integer(),
    rests_until: text(),
    lease: text(),
    leased_until: text().notNull().default(''),
    created_at: text().notNull(),
  },
  (t) => [index('connection_of_token').on(t.token_id), index('connection_of_site').on(t.site_id)],
)

export const happening = sqliteTable('happening', {
  seq: integer().primaryKey(),
  kind: text({ enum: ['made', 'changed', 'entered', 'erased'] }).notNull(),
  lead_id: text().notNull(),
  site_id: text(),
  gpc: integer().notNull().default(0),
  entry: text(),
  released: integer().notNull().default(0),
  qualified: integer().notNull().default(0),
  said_before: text(),
  said: text(),
  at: text().notNull(),
})
