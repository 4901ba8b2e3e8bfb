// What can be made to fail, and how: between the test that says so and the Worker whose bindings then do.

/** `before`: refuses before anything happens. `after`: does it, then the answer is lost. `hangs`: nothing is ever heard. */
export type Breakage = {
  when: 'before' | 'after' | 'hangs'
  says?: string
  /** Of each event (a request, a batch of a queue, a minute's jobs): how many calls go well first, and how many then fail. */
  spared?: number
  times?: number
  /** Of a hundred calls so many fail, at random. */
  percent?: number
}

/** The usual ones by name: nothing reaches it, its answer is lost, it has more to do than it can. */
export type Fault = 'down' | 'lost' | 'overloaded' | 'hangs' | Breakage

export type Faults = {
  DB?: Fault
  INTAKE?: Fault
  /** Where the intake queue is kept instead, so that it outlives a power cut. */
  intakeAt?: string
  OUTBOX?: Fault
  INSIGHT?: Fault
  FILES?: Fault
  /** The location's cache. */
  CACHE?: Fault
  /** Both rate limiters. */
  LIMITS?: Fault
  /** The Worker's clock is so many ms ahead. */
  clock?: number
  /** And jumps about by up to so many, backwards too. */
  wobble?: number
  /** What is left to do after the answer stops at its first pause, and never goes on. */
  cutOff?: boolean
}

const passing = [
  'D1 DB reset because its code was updated.',
  'Internal error while starting up D1 DB storage caused object to be reset.',
  'Network connection lost.',
  'Internal error in D1 DB storage caused object to be reset.',
  'Cannot resolve D1 DB due to transient issue on remote node.',
  "Can't read from request stream because client disconnected.",
]

const lasting = [
  'D1 DB storage operation exceeded timeout which caused object to be reset.',
  'D1 DB is overloaded. Requests queued for too long.',
  'D1 DB is overloaded. Too many requests queued.',
  "D1 DB's isolate exceeded its memory limit and was reset.",
  'D1 DB exceeded its CPU time limit and was reset.',
  // Not in the list, and seen all the same: what it says of its limits, and of what it cannot explain.
  'Exceeded maximum DB size.',
  'D1 is overloaded: your account has exceeded its daily row write limit.',
  'database is locked: SQLITE_BUSY',
  'Currently processing a long-running export.',
  'internal error; reference = 6hi9i83lajvi9r65mtnuni1t',
]

/**
 * What D1 says when it fails, and whether asking once more is its own advice; with the rest it is to be left in peace.
 * @see https://developers.cloudflare.com/d1/observability/debug-d1/
 */
export const d1Errors: { says: string; isPassing: boolean }[] = [
  ...passing.map((text) => ({ says: `D1_ERROR: ${text}`, isPassing: true })),
  ...lasting.map((text) => ({ says: `D1_ERROR: ${text}`, isPassing: false })),
]

const lost = 'D1_ERROR: Network connection lost.'

/** A named one spelled out. */
export function breakageOf(fault: Fault): Breakage {
  if (typeof fault === 'object') return fault
  if (fault === 'down') return { when: 'before', says: lost }
  if (fault === 'lost') return { when: 'after', says: lost }
  if (fault === 'hangs') return { when: 'hangs' }
  return { when: 'before', says: 'D1_ERROR: D1 DB is overloaded. Too many requests queued.' }
}
