// Numbers: how many saw a form, began, sent, confirmed, downloaded, and where they came from. Nobody is told apart from anybody else.
import * as z from 'zod'
import { disabledReasons } from './connection-names.ts'
import { devices, dimensions } from './insight-names.ts'
import { slug } from './text.ts'

/**
 * `POST /b`, as `navigator.sendBeacon(address, text)` sends a string: text/plain, no cookie is read, any origin, always 204 when it
 * could be read. The text is some parts with commas between them; the form's slug comes first, the event second, the source last.
 * - `guide-rgpd,view,7,newsletter`: the form came into view, in its version 7; sent once.
 * - `guide-rgpd,left,,phone,newsletter`: who began goes away (for now), and `phone` is the question they touched last, or `2` the step
 *   on screen when they touched none of it. Later, `left,phone,email,…`: they came back, and went away at
 *   another; `left,phone,,…`: they came back, and sent.
 * - `guide-rgpd,wrong,phone=bad_phone&email=required,newsletter`: so much was shown to be wrong when they tried to send.
 * - source: before it the version that was shown, which tags kept from before do not say; then the page's `utm_source`, else `document.referrer` cut to its origin, else nothing. May itself hold commas.
 * No part of it is anything a visitor typed. The same source goes with the ticket, as `GET /f/:form/ticket?from=…`, so that beginnings
 * are counted by source too.
 */
export const beaconEvents = ['view', 'left', 'wrong'] as const
export const longestBeacon = 2_000

/** What a source is called once counted: `google`, `blog.example.fr`, `newsletter`. */
export const sourceName = z.string().regex(/^(?:-|[a-z0-9][a-z0-9._-]{0,59})$/)

export const counts = z.object({
  views: z.int(),
  starts: z.int(),
  submissions: z.int(),
  confirmations: z.int(),
  downloads: z.int(),
})
export type Counts = z.infer<typeof counts>

/** Days in UTC, both included. */
export const insightFilter = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Only the forms of this site. */
  site: slug.optional(),
  form: slug.optional(),
  source: sourceName.optional(),
  /** Two letters, or `-` for where nobody knows. */
  country: z
    .string()
    .regex(/^(?:-|[A-Z]{2})$/)
    .optional(),
  device: z.enum(devices).optional(),
})
export type InsightFilter = z.infer<typeof insightFilter>

/** `GET /api/v1/insight/series`: one point an hour for up to three days, else one a day; none is left out. */
export const series = z.object({
  grain: z.enum(['hour', 'day']),
  points: z.array(counts.extend({ at: z.string() })),
})
export type Series = z.infer<typeof series>

/** `GET /api/v1/insight/funnel`. `before`: as many days, right before. The lists begin with what brought most. */
export const funnel = z.object({
  total: counts,
  before: counts,
  /** Whether any of these forms asks for a confirmation, or gives something that is downloaded. */
  asks: z.object({ confirmation: z.boolean(), download: z.boolean() }),
  forms: z.array(counts.extend({ slug: z.string(), name: z.string() })),
  sources: z.array(counts.extend({ name: z.string() })),
  countries: z.array(counts.extend({ name: z.string() })),
  devices: z.array(counts.extend({ name: z.string() })),
})
export type Funnel = z.infer<typeof funnel>

/** `GET /api/v1/insight/breakdown`: which of them is asked, beside the filter. */
export const breakdownFilter = insightFilter.extend({ by: z.enum(dimensions) })
export type BreakdownFilter = z.infer<typeof breakdownFilter>

/** Each with as many days right before. `conversion`: of those who saw it, how many sent; `null` where that cannot be told. */
export const breakdown = z.object({
  total: counts,
  before: counts,
  rows: z.array(
    counts.extend({
      name: z.string(),
      conversion: z.number().nullable(),
      before: counts,
    }),
  ),
})
export type Breakdown = z.infer<typeof breakdown>

/** `GET /api/v1/insight/forms`: each form's last 30 days, today included. */
export const formsNumbers = z.object({ forms: z.array(counts.extend({ slug: z.string() })) })
export type FormsNumbers = z.infer<typeof formsNumbers>

const named = z.object({ slug: z.string(), name: z.string() })

/** `GET /api/v1/insight/attention`: what waits for somebody, counted to `attentionMost`; a list is empty and a number 0 where nothing does. */
export const attention = z.object({
  held: z.int(),
  /** Mails and webhooks that were given up. */
  failed: z.int(),
  /** `name`: how mail leaves. `problem`: why it cannot. `late`: how many should have left already. */
  mail: z.object({ name: z.string(), problem: z.string().nullable(), late: z.int() }),
  /** Connections that are disabled, and why; or, where nothing says why, have been failing for an hour. */
  connections: z.array(
    z.object({ id: z.uuid(), name: z.string(), host: z.string(), because: z.enum(disabledReasons).nullable() }),
  ),
  /** Pools of codes that run low, or have people waiting. */
  stock: z.array(z.object({ id: z.uuid(), name: z.string(), left: z.int(), waiting: z.int() })),
  /** The first follow-ups due by today. */
  followUps: z.array(z.object({ leadId: z.uuid(), email: z.string(), what: z.string(), dueOn: z.iso.date() })),
  /** Never published, or changed since. */
  drafts: z.array(named.extend({ published: z.boolean() })),
  /** Pages that asked for a form and may not show it, over the last 7 days. */
  refused: z.array(named.extend({ host: z.string(), times: z.int() })),
  /** The first steps: whether any form is published, was ever seen, and has brought somebody. */
  begun: z.object({ published: z.boolean(), seen: z.boolean(), lead: z.boolean() }),
})
export type Attention = z.infer<typeof attention>
