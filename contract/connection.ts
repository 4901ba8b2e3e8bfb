// Connections: addresses that are told what happens to leads, what was sent to them, and what is in it.
import * as z from 'zod'
import {
  attemptProblems,
  connectionFormats,
  connectionLanguages,
  connectionStates,
  disabledReasons,
  leadEvents,
  testEvent,
} from './connection-names.ts'
import { deliveryStates } from './delivery-names.ts'
import { consentStanding } from './lead.ts'
import { stages } from './stage.ts'
import { source } from './submission.ts'
import { slug } from './text.ts'

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}]*$/u)
/** Whether it may be called is the server's to say: `not_an_https_address`, `credentials_refused`, `port_refused`, `address_not_public` or `address_is_ours`. */
const url = z.string().trim().min(1).max(2_000)
const events = z
  .array(z.enum(leadEvents))
  .min(1)
  .max(leadEvents.length)
  .refine((list) => new Set(list).size === list.length, 'twice')

/** `POST /api/v1/connections`. */
export const newConnection = z.strictObject({
  site: slug.default('main'),
  name,
  url,
  events,
  format: z.enum(connectionFormats).default('standard'),
  /** Of messages in channels. */
  language: z.enum(connectionLanguages).default('fr'),
  /** Somebody else's: told nothing of people whose browser said that their data is not to be shared (Sec-GPC). */
  isPartner: z.boolean().default(false),
})
export type NewConnection = z.infer<typeof newConnection>

/** `PATCH /api/v1/connections/:id`: what is left out stays. To be `active` again, `disabled` ones are set so too. */
export const connectionChange = z.strictObject({
  name: name.optional(),
  url: url.optional(),
  events: events.optional(),
  format: z.enum(connectionFormats).optional(),
  language: z.enum(connectionLanguages).optional(),
  isPartner: z.boolean().optional(),
  state: z.enum(['active', 'paused']).optional(),
})
export type ConnectionChange = z.infer<typeof connectionChange>

export const connection = z.object({
  id: z.uuid(),
  site: z.string(),
  name: z.string(),
  /** Where it leads, and all an address may hold of secrets: `null` to whoever may not change it. */
  url: z.string().nullable(),
  host: z.string(),
  events: z.array(z.enum(leadEvents)),
  format: z.enum(connectionFormats),
  language: z.enum(connectionLanguages),
  isPartner: z.boolean(),
  /** Made by a program (`POST /api/v1/hooks`), which also takes it away. */
  isHook: z.boolean(),
  state: z.enum(connectionStates),
  disabledAt: z.iso.datetime().nullable(),
  disabledBecause: z.enum(disabledReasons).nullable(),
  /** Since when nothing has gone through; `null` while it works, or nothing was tried. */
  failingSince: z.iso.datetime().nullable(),
  lastProblem: z.enum(attemptProblems).nullable(),
  /** What it answered last where that was no 2xx. */
  lastStatus: z.int().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  /** Nothing is sent before: it asked for a pause, or keeps failing. */
  restsUntil: z.iso.datetime().nullable(),
  /** Owed to it by now, counted up to 1,000. */
  waiting: z.int(),
  /** Given up, counted up to 1,000. */
  failed: z.int(),
  /** Until when the secret before this one signs too. */
  previousSecretUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type Connection = z.infer<typeof connection>

/** `next` goes into `after`; null after the last. */
export const connectionPage = z.object({ connections: z.array(connection), next: z.string().nullable() })
export type ConnectionPage = z.infer<typeof connectionPage>

/** `secret`: shown this once. */
export const connectionMade = z.object({ connection, secret: z.string() })
export type ConnectionMade = z.infer<typeof connectionMade>

/** `POST /api/v1/connections/:id/secret`. */
export const secretRotated = z.object({ secret: z.string(), previousSecretUntil: z.iso.datetime() })
export type SecretRotated = z.infer<typeof secretRotated>

/** `POST /api/v1/connections/:id/test`. */
export const connectionTested = z.object({
  /** Whether it answered with 2xx. */
  ok: z.boolean(),
  status: z.int().nullable(),
  ms: z.int(),
  /** The first of what it answered. */
  answer: z.string().nullable(),
  problem: z.enum(attemptProblems).nullable(),
})
export type ConnectionTested = z.infer<typeof connectionTested>

/** One event owed to one connection, or sent. */
export const hookDelivery = z.object({
  /** The event's, as the header `webhook-id` has it. */
  id: z.uuid(),
  event: z.enum(leadEvents),
  leadId: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  /** When it happened. */
  at: z.iso.datetime(),
  triedAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  /** Of a pending one. */
  nextAt: z.iso.datetime().nullable(),
  /** Of the last attempt. */
  status: z.int().nullable(),
  ms: z.int().nullable(),
  answer: z.string().nullable(),
  problem: z.enum(attemptProblems).nullable(),
})
export type HookDelivery = z.infer<typeof hookDelivery>

/** `GET /api/v1/connections/:id/deliveries`, the newest first. */
export const hookDeliveryPage = z.object({ deliveries: z.array(hookDelivery), next: z.string().nullable() })
export type HookDeliveryPage = z.infer<typeof hookDeliveryPage>

/** `POST /api/v1/connections/:id/replay`: everything given up since then. */
export const replayAsked = z.strictObject({ since: z.iso.datetime() })
/** `isMore`: as many as one call may were put back, and there are others. */
export const replayed = z.object({ count: z.int(), isMore: z.boolean() })
export type Replayed = z.infer<typeof replayed>

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** A lead as others are told of it, as it is when the message leaves. */
export const sentLead = z.object({
  id: z.string(),
  site: z.string(),
  email: z.string(),
  fullName: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  jobTitle: z.string().nullable(),
  country: z.string().nullable(),
  website: z.string().nullable(),
  language: z.string(),
  /** The first one filled. */
  form: z.object({ slug: z.string(), name: z.string() }).nullable(),
  /** What fills none of the fields above. */
  answers: z.record(z.string(), answer),
  consents: z.array(consentStanding.omit({ noticeId: true })),
  source,
  stage: z.enum(stages),
  qualified: z.boolean(),
  quality: z.int().nullable(),
  persona: z.string().nullable(),
  tags: z.array(z.string()),
  submissions: z.int(),
  /** The lead it is shown under, where somebody said that the two are one person. */
  mergedInto: z.string().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  lastContactAt: z.iso.datetime(),
})
export type SentLead = z.infer<typeof sentLead>

const sent = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data })

/** The body of a message in the form `standard`; its id is in the header `webhook-id`. */
export const sentBody = z.discriminatedUnion('type', [
  sent('lead.created', z.object({ lead: sentLead })),
  /** The submission whose mail was answered, and what was agreed to by it. */
  sent('lead.confirmed', z.object({ lead: sentLead, submission: z.string(), purposes: z.array(z.string()) })),
  sent('lead.qualified', z.object({ lead: sentLead })),
  sent(
    'lead.stage_changed',
    z.object({
      lead: sentLead,
      from: z.enum(stages),
      to: z.enum(stages),
      /** What moved it where nobody chose to. */
      rule: z.enum(['exchange', 'qualified']).nullable(),
    }),
  ),
  sent('lead.consent_withdrawn', z.object({ lead: sentLead, purposes: z.array(z.string()) })),
  /** Nothing else is left of the person. */
  sent('lead.erased', z.object({ lead: z.object({ id: z.string(), site: z.string() }) })),
  sent(testEvent, z.object({ lead: sentLead })),
])
export type SentBody = z.infer<typeof sentBody>

/** A message about to leave: what is in it, and by which id it is known over all its attempts. */
export type SentEvent = SentBody & { id: string }

/** `GET /api/v1/connections/examples?format=…&language=…`: one body for each event, of nobody real. */
export const examples = z.object({
  examples: z.array(z.object({ event: z.enum([...leadEvents, testEvent]), body: z.unknown() })),
})
export type Examples = z.infer<typeof examples>

/** `POST /api/v1/hooks`, as automation tools subscribe. */
export const newHook = z.strictObject({
  target_url: url,
  event: z.enum(leadEvents),
  site: slug.default('main'),
  format: z.enum(['flat', 'standard']).default('flat'),
})
export type NewHook = z.infer<typeof newHook>
export const hookMade = z.object({ id: z.uuid(), secret: z.string() })
