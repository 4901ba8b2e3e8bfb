// How the service is doing: what anybody may know, and what its owner sees.
import * as z from 'zod'
import { type HealthState, healthLevels, healthParts, healthStates } from './health-names.ts'

const state = z.enum(Object.keys(healthStates) as [HealthState, ...HealthState[]])

/** What anybody may know. Queues cannot be asked how much waits in them, so none of this speaks of them. */
export const health = z.object({
  status: z.enum(healthLevels),
  checks: z.record(z.enum(healthParts), state),
})
export type Health = z.infer<typeof health>

const job = z.object({
  name: z.string(),
  everyMinutes: z.int(),
  /** When it last came to its end, and how long that took. */
  endedAt: z.iso.datetime().nullable(),
  ms: z.int().nullable(),
  failedAt: z.iso.datetime().nullable(),
  /** Its last try failed, or it has missed two. */
  isLate: z.boolean(),
})

const owed = z.object({
  kind: z.enum(['mail', 'webhook']),
  /** Not gone yet; of these, due by now; given up. Each counted to 10,000 and no further. */
  waiting: z.int(),
  late: z.int(),
  dead: z.int(),
  oldestDueAt: z.iso.datetime().nullable(),
})

/** What its owner sees: numbers that name nobody. */
export const healthReport = health.extend({
  at: z.iso.datetime(),
  clock: z.object({
    dueAt: z.iso.datetime().nullable(),
    /** How long after its minute it began. */
    lateMs: z.int().nullable(),
    jobs: z.array(job),
  }),
  outbox: z.array(owed),
  /** Held back and not looked at, counted to 10,000. */
  held: z.int(),
  /** Submissions of the last 24 hours that came by the intake queue, since the database could not take them at once. */
  queued: z.int(),
  /** Mails of this hour, and how many there may be. */
  mail: z.object({ transport: z.string(), problem: z.string().nullable(), sent: z.int(), most: z.int() }),
  database: z.object({ bytes: z.int(), migration: z.string().nullable() }),
  /** Whether what must hold for ever hangs on a secret of its own. */
  hasLastingSecret: z.boolean(),
})
export type HealthReport = z.infer<typeof healthReport>
