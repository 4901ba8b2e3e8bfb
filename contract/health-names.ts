// What the parts of the service and their states are called. Apart from their schemas, so that a page naming them carries no validator.

/** What is looked at, in the order it is told. */
export const healthParts = ['database', 'files', 'migrations', 'secrets', 'clock', 'outbox'] as const
export type HealthPart = (typeof healthParts)[number]

/** Every state a part can be in, and how much that matters: `failing` needs somebody at once, `degraded` today. */
export const healthStates = {
  ok: 'ok',
  /** Did not answer, or not in time. */
  unreachable: 'failing',
  /** The database lacks a migration this program needs. */
  behind: 'failing',
  /** No secret to sign with, or one too short to trust. */
  missing: 'failing',
  short: 'failing',
  /** The database knows migrations this program does not: an older program was put back. */
  ahead: 'degraded',
  /** Has not run for a while, has never run, or something owed should have left long ago. */
  late: 'degraded',
  never: 'degraded',
  /** Nobody could be asked, since the database does not answer. */
  unknown: 'degraded',
} as const
export type HealthState = keyof typeof healthStates

export const healthLevels = ['ok', 'degraded', 'failing'] as const
export type HealthLevel = (typeof healthLevels)[number]
