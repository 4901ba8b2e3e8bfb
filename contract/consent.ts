// Consents as a form asks for them, and the identity of who asks.
// Strict objects without `required` and without a default: a pre-ticked or a required marketing box cannot be written down.
import * as z from 'zod'
import { localized, webAddress } from './text.ts'

/** `newsletter`, `phone`, `partner-acme`: one box, one purpose. */
export const purpose = z.string().regex(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/)

export const consent = z.strictObject({
  purpose,
  /**
   * `consent`: an unticked box the visitor ticks to agree (opt-in).
   * `legitimate_interest`: a notice with an unticked box the visitor ticks to object (opt-out), as French B2B rules ask.
   */
  basis: z.enum(['consent', 'legitimate_interest']),
  label: localized(500),
  detail: localized(1_000).optional(),
})

export type Consent = z.infer<typeof consent>

/** Who answers for the data. Nothing is published without it. */
export const controller = z.strictObject({
  name: z.string().trim().min(1).max(200),
  contact: z.string().trim().min(3).max(200),
  address: z.string().trim().max(400).optional(),
  privacyPolicy: webAddress,
})

export type Controller = z.infer<typeof controller>

/** ISO 3166, two letters. */
const country = z.string().regex(/^[A-Z]{2}$/)
const line = z.string().trim().min(1).max(200)

/**
 * What the controller declares about the data, for consent records (ISO/IEC TS 27560) and certificates. Frozen into each version's
 * notice when a form is published; it is not on the form's screen.
 */
export const handling = z.strictObject({
  /** Under whose law the controller answers. */
  jurisdiction: country.optional(),
  /** Where the data lies, in words: `European Union (Cloudflare D1 and R2)`. */
  storage: z.array(line).max(10).default([]),
  /** Who gets it beside the controller. A `processor` acts for the controller, a `third_party` for itself. */
  recipients: z
    .array(z.strictObject({ name: line, role: z.enum(['processor', 'third_party']), country: country.optional() }))
    .max(30)
    .default([]),
})

export type Handling = z.infer<typeof handling>

/** What a consent event can say. */
export const consentStates = [
  'shown_not_given',
  'given',
  'confirmed',
  'withdrawn',
  'objected',
  'expired',
  'imported',
] as const
export type ConsentState = (typeof consentStates)[number]
