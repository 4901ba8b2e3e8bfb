// The team, as code sees it: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { roles } from '../../contract/team-names.ts'

export const member = sqliteTable('member', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().unique(),
  role: text({ enum: roles }).notNull(),
  created_at: text().notNull(),
  seen_on: text(),
})

const memberId = () =>
  text()
    .notNull()
    .references(() => member.id, { onDelete: 'cascade' })

export const signInLink = sqliteTable(
  'sign_in_link',
  {
    hash: text().primaryKey(),
    member_id: memberId(),
    expires_at: text().notNull(),
    used_at: text(),
  },
  (table) => [index('sign_in_link_of_member').on(table.member_id)],
)

export const session = sqliteTable(
  'session',
  {
    hash: text().primaryKey(),
    id: text().notNull().unique(),
    member_id: memberId(),
    method: text({ enum: ['link', 'passkey'] }).notNull(),
    device: text().notNull(),
    created_at: text().notNull(),
    used_on: text().notNull(),
    expires_at: text().notNull(),
  },
  (table) => [index('session_of_member').on(table.member_id)],
)

export const passkey = sqliteTable(
  'passkey',
  {
    id: text().primaryKey(),
    member_id: memberId(),
    name: text().notNull(),
    host: text().notNull(),
    public_key: text().notNull(),
    counter: integer().notNull(),
    transports: text().notNull(),
    created_at: text().notNull(),
    used_on: text(),
  },
  (table) => [index('passkey_of_member').on(table.member_id)],
)

export const spentChallenge = sqliteTable('spent_challenge', {
  hash: text().primaryKey(),
  expires_at: text().notNull(),
})

export const apiToken = sqliteTable('api_token', {
  hash: text().primaryKey(),
  id: text().notNull().unique(),
  name: text().notNull(),
  scopes: text().notNull(),
  created_at: text().notNull(),
  revoked_at: text(),
  used_on: text(),
})

export const audit = sqliteTable('audit', {
  id: text().primaryKey(),
  actor_kind: text({ enum: ['member', 'token'] }).notNull(),
  actor_id: text().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  detail: text().notNull().default('{}'),
  at: text().notNull(),
})
