// Magnets and what was given of them, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { magnetKinds, trialOutcomes } from '../../contract/magnet.ts'
import { site } from './site.ts'

export const magnet = sqliteTable('magnet', {
  id: text().primaryKey(),
  site_id: text()
    .notNull()
    .references(() => site.id),
  kind: text({ enum: magnetKinds }).notNull(),
  name: text().notNull(),
  url: text(),
  object_key: text(),
  file_name: text(),
  type: text(),
  bytes: integer(),
  sha256: text(),
  terms: text(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
})

export const edition = sqliteTable(
  'edition',
  {
    magnet_id: text()
      .notNull()
      .references(() => magnet.id),
    id: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.magnet_id, t.id] })],
)

export const code = sqliteTable(
  'code',
  {
    magnet_id: text()
      .notNull()
      .references(() => magnet.id),
    n: integer().notNull(),
    code: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.magnet_id, t.n] }), unique().on(t.magnet_id, t.code)],
)

export const claim = sqliteTable(
  'claim',
  {
    submission_id: text().primaryKey(),
    magnet_id: text()
      .notNull()
      .references(() => magnet.id),
    lead_id: text(),
    n: integer(),
    given_at: text(),
    ends_at: text(),
    href: text(),
    outcome: text({ enum: trialOutcomes }),
  },
  (t) => [
    unique().on(t.lead_id, t.magnet_id),
    unique().on(t.magnet_id, t.n),
    index('claim_running').on(t.magnet_id, t.ends_at),
    index('claim_waiting').on(t.magnet_id),
  ],
)

export const magnetUse = sqliteTable('magnet_use', {
  magnet_id: text()
    .primaryKey()
    .references(() => magnet.id, { onDelete: 'cascade' }),
  people: integer().notNull(),
  downloads: integer().notNull(),
})

export const download = sqliteTable(
  'download',
  {
    submission_id: text().notNull(),
    magnet_id: text().notNull(),
    count: integer().notNull().default(1),
    first_at: text().notNull(),
    last_at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.submission_id, t.magnet_id] })],
)
