// The tables as code sees them: the shape of every row. The migrations make them; a test compares the two.
// Properties are named as the columns are, so that rows of plain SQL have these types too.
import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { consentStates } from '../contract/consent.ts'
import { stages } from '../contract/lead.ts'
import { magnetKinds, trialOutcomes } from '../contract/magnet.ts'
import { roles } from '../contract/team.ts'

const bases = ['consent', 'legitimate_interest'] as const

export const site = sqliteTable('site', {
  id: text().primaryKey(),
  name: text().notNull(),
  controller: text(),
  origins: text().notNull().default('[]'),
  created_at: text().notNull(),
  updated_at: text().notNull(),
  retention_days: integer().notNull().default(1095),
  handling: text(),
  mail: text(),
})

export const form = sqliteTable('form', {
  id: text().primaryKey(),
  site_id: text()
    .notNull()
    .references(() => site.id),
  slug: text().notNull().unique(),
  draft: text().notNull(),
  draft_at: text().notNull(),
  version: integer(),
  created_at: text().notNull(),
})

export const formVersion = sqliteTable(
  'form_version',
  {
    form_id: text()
      .notNull()
      .references(() => form.id),
    version: integer().notNull(),
    definition: text().notNull(),
    published_at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.form_id, t.version] })],
)

export const formPlace = sqliteTable('form_place', {
  form_id: text().primaryKey(),
  taken: integer().notNull(),
  most: integer().notNull(),
})

export const notice = sqliteTable('notice', {
  id: text().primaryKey(),
  form_id: text()
    .notNull()
    .references(() => form.id),
  version: integer().notNull(),
  language: text().notNull(),
  snapshot: text().notNull(),
  created_at: text().notNull(),
})

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
  (t) => [unique().on(t.lead_id, t.magnet_id), unique().on(t.magnet_id, t.n), index('claim_waiting').on(t.magnet_id)],
)

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
  },
  (t) => [unique().on(t.site_id, t.email_key), index('lead_unconfirmed').on(t.unconfirmed_since)],
)

export const submission = sqliteTable('submission', {
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
})

export const consentEvent = sqliteTable(
  'consent_event',
  {
    seq: integer().primaryKey(),
    lead_id: text().notNull(),
    submission_id: text().notNull(),
    purpose: text().notNull(),
    basis: text({ enum: bases }).notNull(),
    state: text({ enum: consentStates }).notNull(),
    method: text().notNull(),
    notice_id: text()
      .notNull()
      .references(() => notice.id),
    subject: text().notNull(),
    gpc: integer().notNull(),
    at: text().notNull(),
  },
  (t) => [index('consent_event_by_lead').on(t.lead_id)],
)

export const consentNode = sqliteTable(
  'consent_node',
  {
    level: integer().notNull(),
    position: integer().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.position] })],
)

export const consentCheckpoint = sqliteTable(
  'consent_checkpoint',
  {
    size: integer().notNull(),
    key_id: text().notNull(),
    root: text().notNull(),
    at: text().notNull(),
    signature: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.size, t.key_id] })],
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

export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['mail', 'webhook'] }).notNull(),
    lead_id: text(),
    submission_id: text(),
    payload: text().notNull(),
    state: text({ enum: ['pending', 'sent', 'dead'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    replays: integer().notNull().default(0),
    due_at: text().notNull(),
    claim: text(),
    last_error: text(),
    accepted: text(),
    sent_at: text(),
    created_at: text().notNull(),
  },
  (t) => [index('outbox_dead').on(t.id), index('outbox_due').on(t.due_at)],
)

export const mailBudget = sqliteTable(
  'mail_budget',
  {
    hour: text().notNull(),
    scope: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.scope] })],
)

export const mailbox = sqliteTable('mailbox', {
  seq: integer().primaryKey(),
  outbox_id: text().notNull().unique(),
  recipient: text().notNull(),
  subject: text().notNull(),
  message: text().notNull(),
  at: text().notNull(),
})

export const suppression = sqliteTable(
  'suppression',
  {
    subject: text().notNull(),
    purpose: text().notNull(),
    state: text({ enum: ['withdrawn', 'objected'] }).notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.purpose] })],
)

export const retentionAsk = sqliteTable(
  'retention_ask',
  {
    lead_id: text().primaryKey(),
    asked_at: text().notNull(),
  },
  (t) => [index('retention_ask_by_time').on(t.asked_at)],
)

export const retentionPlace = sqliteTable('retention_place', {
  one: integer().primaryKey(),
  seq: integer().notNull(),
})

export const retentionLog = sqliteTable('retention_log', {
  id: text().primaryKey(),
  what: text({ enum: ['asked', 'erased', 'kept', 'unconfirmed'] }).notNull(),
  count: integer().notNull(),
  at: text().notNull(),
})

export const ledger = sqliteTable('ledger', {
  id: text().primaryKey(),
  entry: text().notNull(),
})

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
