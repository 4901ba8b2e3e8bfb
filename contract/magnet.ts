// What is given in exchange, as the owner's API speaks of it. Where a file is kept is nobody's business.
import * as z from 'zod'
import { slug, webAddress, webOrigin } from './text.ts'

const name = z.string().trim().min(1).max(200)

/** One line, as people copy it. */
export const codeText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u)

/** The team is told once only so many are left in a pool, and again when somebody has to wait. */
const lowAt = z.int().min(0).max(10_000).default(20)

/** `shared` is everybody's; without it each person gets one of a pool, uploaded by `POST /api/v1/magnets/:id/codes`. */
const codeTerms = z.strictObject({ shared: codeText.optional(), lowAt })
export type CodeTerms = z.infer<typeof codeTerms>

/**
 * `key`: one from a pool, as with codes. `licence`: a token signed here, which the owner's product checks by itself.
 * `address`: the owner's own https address is asked, and answers with an activation link.
 */
const trialStart = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('key'), lowAt }),
  z.strictObject({ by: z.literal('licence') }),
  z.strictObject({
    by: z.literal('address'),
    url: webAddress,
    /** Where activation links may lead beside the address's own origin. */
    origins: z.array(webOrigin).max(10).default([]),
  }),
])

const trialTerms = z.strictObject({
  days: z.int().min(1).max(365),
  start: trialStart,
  /** How many days before its end the person is reminded by mail. */
  remindDays: z.array(z.int().min(1).max(60)).max(3).default([3]),
})
export type TrialTerms = z.infer<typeof trialTerms>

/**
 * `POST /api/v1/magnets`, and the same whole with `PUT /api/v1/magnets/:id` for what was changed. A file's bytes come after, by
 * `PUT /api/v1/magnets/:id/file`.
 */
export const magnetInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), name }),
  z.strictObject({ kind: z.literal('link'), name, url: webAddress }),
  z.strictObject({ kind: z.literal('code'), name, terms: codeTerms }),
  z.strictObject({ kind: z.literal('trial'), name, terms: trialTerms }),
])
export type MagnetInput = z.infer<typeof magnetInput>

export const magnetKinds = ['file', 'link', 'code', 'trial'] as const

/** How full a pool is. */
const stock = z.object({
  total: z.int(),
  left: z.int(),
  /** People who came when none was left, and will get one by mail. */
  waiting: z.int(),
})

export const magnet = z.object({
  id: z.uuid(),
  site: slug,
  kind: z.enum(magnetKinds),
  name: z.string(),
  /** Where a link leads. */
  url: z.string().nullable(),
  /** Absent until a file has been uploaded. */
  file: z.object({ name: z.string(), type: z.string(), bytes: z.int(), sha256: z.string() }).nullable(),
  /** Of a code or a trial. */
  terms: z.union([codeTerms, trialTerms]).nullable(),
  /** Of a pool of codes or keys. */
  stock: stock.nullable(),
  /** Of a file or a link: how many opened theirs, and how often in all. People erased since are still counted. */
  use: z.object({ people: z.int(), downloads: z.int() }),
  /** Of a trial: how many go on right now. */
  running: z.int().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Magnet = z.infer<typeof magnet>

/** One file a magnet has or had. */
const edition = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  at: z.iso.datetime(),
})
export type Edition = z.infer<typeof edition>

/** A form that gives it. */
const magnetForm = z.object({
  slug,
  name: z.string(),
  /** Whether its visitors get it now. */
  isPublished: z.boolean(),
  /** Whether its draft names it: they will, or still will, once that is published. */
  isDrafted: z.boolean(),
})

/** `GET /api/v1/magnets`. */
export const magnetListed = magnet.extend({ forms: z.array(magnetForm) })
export type MagnetListed = z.infer<typeof magnetListed>

/**
 * Why a magnet cannot be deleted: a form gives it; somebody was given a code or a trial of it; links to it that people hold may
 * still open.
 */
export const magnetHolds = ['form', 'person', 'links'] as const

/** `GET /api/v1/magnets/:id`. Of a file, every edition still kept, the newest first: the first is the one handed out. */
export const magnetDetail = magnetListed.extend({
  editions: z.array(edition),
  heldBy: z.enum(magnetHolds).nullable(),
  /** Of a trial: what became of those that began; `isPartial` where more did than are counted. */
  trials: z
    .object({ running: z.int(), ended: z.int(), converted: z.int(), cancelled: z.int(), isPartial: z.boolean() })
    .nullable(),
})
export type MagnetDetail = z.infer<typeof magnetDetail>

/** `POST /api/v1/magnets/:id/try`: who the owner's own address is told of. */
export const trialTry = z.strictObject({ email: z.email().max(254) })

/** What somebody would get: a link, or a licence. */
export const trialTried = z.object({
  href: z.string().nullable(),
  licence: z.string().nullable(),
  endsAt: z.iso.datetime(),
  /** Why there was none, as a mail that waits would say it. */
  problem: z.string().nullable(),
})
export type TrialTried = z.infer<typeof trialTried>

/** `POST /api/v1/magnets/:id/codes` as JSON; as text, one a line. */
export const codeList = z.strictObject({ codes: z.array(codeText).min(1).max(20_000) })

/** What became of uploaded codes. */
export const codesAdded = z.object({
  added: z.int(),
  /** How many were there already, or twice in the list. */
  duplicates: z.int(),
  /** The first hundred of those. */
  examples: z.array(z.string()),
  /** People who had waited and are now sent theirs. */
  served: z.int(),
  stock,
})
export type CodesAdded = z.infer<typeof codesAdded>

/** What a form may say of its magnet; never where it is kept. */
export type Offer = { id: string; name: string } & (
  | { kind: 'file' | 'link'; type?: string; bytes?: number }
  | { kind: 'code'; terms: CodeTerms }
  | { kind: 'trial'; terms: TrialTerms }
)

/** How a trial stands. One whose end has passed is still `running` until somebody says what became of it. */
export const trialOutcomes = ['running', 'converted', 'cancelled'] as const

/** `POST /api/v1/leads/:id/trial`. Of several trials the newest is meant, unless one is named. */
export const trialChange = z.strictObject({ state: z.enum(trialOutcomes), magnet: z.uuid().optional() })

export const trial = z.object({
  magnet: z.uuid(),
  name: z.string(),
  state: z.enum(trialOutcomes),
  startedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
})
export type Trial = z.infer<typeof trial>
