// Leads, as code sees them: the shape of every row. The migrations make the tables; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { stages } from '../../contract/stage.ts'

export const lead = sqliteTable(
  'lead',
  {
    seq: integer().primaryKey(),
    id: text().notNull().unique(),
    site_id: text().notNull(),
    email: text().notNull(),
    email_key: text().notNull(),
    full_name: text(),
    given_name: text(),
    family_name: text(),
    phone: text(),
    company: text(),
    job_title: text(),
    country: text(),
    website: text(),
    language: text().notNull(),
    form_id: text().notNull(),
    forms: text().notNull(),
    answers: text().notNull(),
    consents: text().notNull(),
    source: text().notNull(),
    stage: text({ enum: stages }).notNull().default('lead'),
    held: integer().notNull(),
    submissions: integer().notNull().default(1),
    created_at: text().notNull(),
    last_contact_at: text().notNull(),
    confirmed_at: text(),
    unconfirmed_since: text(),
    tags: text().notNull().default('[]'),
    assigned_to: text(),
    quality: integer(),
    qualification: text().notNull().default('{}'),
    qualified: integer().notNull().default(0),
    persona: text(),
    interest_at: text(),
    exchanged_at: text(),
    judge_due: integer().notNull().default(1),
    merged_into: text(),
    gpc: integer().notNull().default(0),
  },
  (t) => [
    unique().on(t.site_id, t.email_key),
    index('lead_judge_due').on(t.seq),
    index('lead_merged').on(t.merged_into),
    index('lead_unconfirmed').on(t.unconfirmed_since),
  ],
)

export const submission = sqliteTable(
  'submission',
  {
    id: text().primaryKey(),
    lead_id: text(),
    form_id: text().notNull(),
    version: integer().notNull(),
    language: text().notNull(),
    answers: text(),
    source: text(),
    held: text(),
    salt: text(),
    at: text().notNull(),
    erased_at: text(),
    confirm_asked: integer().notNull().default(0),
    confirmed_at: text(),
    held_also: text(),
  },
  (t) => [index('submission_held_for').on(t.held, t.id), index('submission_held').on(t.id)],
)

export const timeline = sqliteTable(
  'timeline',
  {
    lead_id: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    ref: text(),
    detail: text().notNull().default('{}'),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.lead_id, t.id] })],
)

export const note = sqliteTable(
  'note',
  {
    lead_id: text().notNull(),
    id: text().notNull(),
    channel: text({ enum: ['call', 'mail', 'meeting', 'other'] }).notNull(),
    is_exchange: integer().notNull(),
    text: text().notNull(),
    questions: text().notNull().default('[]'),
    concerns: text().notNull().default('[]'),
    by: text().notNull(),
    at: text().notNull(),
    author: text(),
    edited_at: text(),
  },
  (t) => [primaryKey({ columns: [t.lead_id, t.id] })],
)

export const followUp = sqliteTable(
  'follow_up',
  {
    lead_id: text().notNull(),
    id: text().notNull(),
    due_on: text().notNull(),
    what: text().notNull(),
    member_id: text(),
    done_at: text(),
    created_at: text().notNull(),
    done_by: text(),
  },
  (t) => [
    primaryKey({ columns: [t.lead_id, t.id] }),
    index('follow_up_of_member').on(t.member_id, t.due_on, t.id),
    index('follow_up_due').on(t.due_on, t.id),
  ],
)

export const tag = sqliteTable('tag', {
  key: text().primaryKey(),
  text: text().notNull(),
})
