// What the widget posts and what it gets back.
import * as z from 'zod'
import { purpose } from './consent.ts'
import type { Answer } from './field.ts'
import { language } from './text.ts'

const short = z.string().max(500)

/** Where the visitor was. Read by the widget from the host page, so hostile until proven otherwise: text only. */
export const source = z.strictObject({
  page: z.string().max(2_000).optional(),
  title: short.optional(),
  referrer: z.string().max(2_000).optional(),
  /** `utm_source`, `utm_campaign`…, and the click ids of advertisers. */
  campaign: z
    .record(z.string().regex(/^[a-z_]{2,40}$/), short)
    .refine((c) => Object.keys(c).length <= 20, 'too_many')
    .optional(),
})
export type Source = z.infer<typeof source>

/** `POST /f/:form/submissions`. Answers stay unknown here: the form's own fields decide about them. */
export const submission = z.strictObject({
  ticket: z.string().min(1).max(600),
  /** ALTCHA v1 payload: base64 JSON of the solved challenge. */
  proof: z.string().max(1_000).optional(),
  version: z.int().min(1),
  language,
  answers: z.record(z.string().max(60), z.unknown()),
  /** Purpose → whether its box was ticked. */
  consents: z.record(purpose, z.boolean()).default({}),
  source: source.prefault({}),
  /** The signed link by which a returning visitor is known: what they answered before may be left out. */
  known: z.string().max(600).optional(),
  /** What Cloudflare Turnstile gave the visitor's browser, where the form asks for it. */
  turnstile: z.string().max(2_048).optional(),
  /** A field no person sees. */
  website_url: short.optional(),
})
export type Submission = z.infer<typeof submission>
/** The same before defaults: what a client writes. */
export type SubmissionInput = Omit<z.input<typeof submission>, 'answers'> & {
  answers: Record<string, Answer | undefined>
}

/** `GET /f/:form/ticket`. */
export type Ticket = {
  ticket: string
  /** ISO 8601 UTC. */
  expiresAt: string
  challenge: { algorithm: 'SHA-256'; challenge: string; maxnumber: number; salt: string; signature: string }
}

/** `GET /f/:form/known`: keys of the fields that need not be asked again. */
export type Known = { known: string[] }

/** The answer to an accepted submission: the same for known and unknown addresses, held or not. */
export type Accepted = {
  id: string
  /** To the page where the visitor sees, takes back and erases what they sent. */
  rights?: string
  /** Before anything else the address has to be confirmed: what to tell the visitor, and where the message is read, if that is known. */
  confirm?: { title: string; text: string; help: string; mailbox?: { label: string; href: string } }
  /** What the visitor receives now. */
  magnet?: Received
}

/** A code or trial without its `code` or `key` comes by mail. */
export type Received =
  | { kind: 'file' | 'link'; name: string; href: string; type?: string; bytes?: number; expiresAt: string }
  | { kind: 'code'; name: string; code?: string }
  | { kind: 'trial'; name: string; days: number; key?: string }
