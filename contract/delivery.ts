// Deliveries, the development mailbox and how mail leaves, as the owner's API shows them.
import * as z from 'zod'
import { deliveryStates, wordedMails } from './delivery-names.ts'
import { mailText, ownMails } from './form.ts'
import { language } from './text.ts'

/** One mail owed or paid. Whom it went to is the lead's to say. */
export const delivery = z.object({
  id: z.string(),
  kind: z.enum(['mail', 'webhook']),
  template: z.string().nullable(),
  leadId: z.string().nullable(),
  submissionId: z.string().nullable(),
  state: z.enum(deliveryStates),
  /** Somebody is at it right now. */
  sending: z.boolean(),
  attempts: z.int(),
  /** Of a pending one: when it is tried next. */
  dueAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  /** What the other side answered. */
  accepted: z.string().nullable(),
  /** Why it has not gone. */
  problem: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type Delivery = z.infer<typeof delivery>

/** `next` goes into `after`; null after the last. */
export const deliveryPage = z.object({ deliveries: z.array(delivery), next: z.string().nullable() })
export type DeliveryPage = z.infer<typeof deliveryPage>

/** How mail leaves, whether it can, and what waits. */
export const transportStatus = z.object({
  name: z.enum(['mailbox', 'smtp', 'cloudflare']),
  from: z.string().nullable(),
  /** What is wrong with the configuration, as a code. */
  problem: z.string().nullable(),
  /** Mails due by now and not gone, counted up to 1,000. */
  waiting: z.int(),
  oldestDueAt: z.iso.datetime().nullable(),
  /** What kept the latest of those that wait. */
  lastProblem: z.string().nullable(),
})
export type TransportStatus = z.infer<typeof transportStatus>

export const mailboxEntry = z.object({
  id: z.string(),
  deliveryId: z.string(),
  to: z.string(),
  subject: z.string(),
  at: z.iso.datetime(),
})
export const mailboxPage = z.object({ mails: z.array(mailboxEntry), next: z.string().nullable() })
export type MailboxPage = z.infer<typeof mailboxPage>

/** A mail as it reads; `html` belongs into a sandboxed frame. */
export const mailContent = z.object({
  subject: z.string(),
  from: z.string(),
  replyTo: z.string().nullable(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
})
export type MailContent = z.infer<typeof mailContent>

/** What an owner writes for a mail of a form, in one language, before it is kept. */
export const mailWording = z.strictObject({ subject: mailText(150).optional(), intro: mailText(2_000).optional() })
export type MailWording = z.infer<typeof mailWording>

const inLanguages = z.record(language, z.object({ subject: z.string(), intro: z.string() }))

/** `GET /api/v1/forms/:slug/mails`: the words of a form's mails, as drafted, and ours where there are none. */
export const mailWordings = z.object({
  draftAt: z.iso.datetime(),
  languages: z.array(language),
  defaultLanguage: language,
  mails: ownMails,
  ours: z.record(z.enum(wordedMails), inLanguages),
  /** Those the form sends, as it is drafted. */
  sent: z.array(z.enum(wordedMails)),
  /** Whether people get these words by now; null for a form that was never published. */
  isPublished: z.boolean().nullable(),
  /** Whether publishing the draft would change more than these words. */
  hasOtherChanges: z.boolean(),
})
export type MailWordings = z.infer<typeof mailWordings>

/** `PUT /api/v1/forms/:slug/mails`, with If-Match naming the draft that was read. */
export const mailWordingsChange = z.strictObject({ mails: ownMails })

/** `POST /api/v1/forms/:slug/mails/:template/test`: to whoever asks, and nobody else. */
export const mailTest = z.strictObject({ language: language.optional(), words: mailWording.optional() })
export const mailTested = z.object({
  to: z.string(),
  /** What the other side answered. */
  accepted: z.string().nullable(),
  /** Why it did not go. */
  problem: z.string().nullable(),
})
export type MailTested = z.infer<typeof mailTested>
