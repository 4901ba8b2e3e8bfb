// D1 as we use it: batches that may be sent again, since each of our writes is harmless when repeated.

// The platform's own list of faults that pass. "overloaded" is not among them: hammering makes it worse.
const transient =
  /Network connection lost|storage caused object to be reset|reset because its code was updated|Cannot resolve D1 DB due to transient issue|client disconnected/

/** Whether a D1 error is worth one more try. */
export const isTransient = (error: unknown): boolean => error instanceof Error && transient.test(error.message)

// And those that are the database's own, whatever it was asked.
const away =
  /^D1_ERROR: .*(lost|reset|transient issue|disconnected|overloaded|exceeded|internal error|is locked|long-running)/i

/** Whether D1 could not answer at all: later it will. */
export const isAway = (error: unknown): boolean => error instanceof Error && away.test(error.message)

/** Whether D1 has more to do than it can. */
export const isOverloaded = (error: unknown): boolean => error instanceof Error && /overloaded/.test(error.message)

/** Runs idempotent work once more when D1 loses it on the way. */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isTransient(error)) throw error
    return work()
  }
}

/** SQL as it travels with every request: people's spaces, lines and remarks left out. Not for SQL that quotes text with several spaces or two dashes in it. */
export const oneLine = (sql: string): string => sql.replace(/--.*/g, '').replace(/\s+/g, ' ').trim()

/** The work's outcome, or an error after `ms`: a database may hang as well as fail. The work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The work's outcome, after `ms` at the earliest: how long it took tells nothing about what it found. */
export async function noSooner<T>(ms: number, work: Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work, new Promise((resolve) => setTimeout(resolve, ms))])
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}

/** Reads several things in one round trip: the rows of each statement, in its place. */
export async function readAll<Rows extends unknown[]>(
  db: D1Database,
  statements: { [K in keyof Rows]: D1PreparedStatement },
): Promise<{ [K in keyof Rows]: Rows[K][] }> {
  const answers = await db.batch(statements)
  return answers.map(({ results }) => results) as { [K in keyof Rows]: Rows[K][] }
}
