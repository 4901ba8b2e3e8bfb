// The team, as code sees it: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { roles } from '../../contract/team.ts'

export const member = sqliteTable('member', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().unique(),
  role: text({ enum: roles }).notNull(),
  created_at: text().notNull(),
})

export const signInLink = sqliteTable('sign_in_link', {
  hash: text().primaryKey(),
  member_id: text()
    .notNull()
    .references(() => member.id, { onDelete: 'cascade' }),
  expires_at: text().notNull(),
  used_at: text(),
})

export const session = sqliteTable('session', {
  hash: text().primaryKey(),
  member_id: text()
    .notNull()
    .references(() => member.id, { onDelete: 'cascade' }),
  created_at: text().notNull(),
  expires_at: text().notNull(),
})

export const apiToken = sqliteTable('api_token', {
  hash: text().primaryKey(),
  id: text().notNull().unique(),
  name: text().notNull(),
  scopes: text().notNull(),
  created_at: text().notNull(),
  revoked_at: text(),
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
