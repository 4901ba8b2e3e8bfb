// What was edited, step by step, so that each step can be taken back and done again. Pure.

export type History<T> = {
  past: T[]
  now: T
  future: T[]
  /** What is being typed into: more of the same is one step. */
  run?: string
}

export type HistoryEvent<T> =
  | { type: 'edited'; now: T; run?: string }
  /** Whatever comes next is a step of its own. */
  | { type: 'rested' }
  | { type: 'undone' }
  | { type: 'redone' }

const mostSteps = 300

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [] })

export function reduce<T>(history: History<T>, event: HistoryEvent<T>): History<T> {
  const { past, now, future, run } = history
  switch (event.type) {
    case 'edited':
      if (event.now === now) return history
      return {
        past: event.run !== undefined && event.run === run ? past : [...past, now].slice(-mostSteps),
        now: event.now,
        future: [],
        run: event.run,
      }
    case 'rested':
      return run === undefined ? history : { past, now, future }
    case 'undone': {
      const before = past.at(-1)
      return before === undefined ? history : { past: past.slice(0, -1), now: before, future: [now, ...future] }
    }
    case 'redone': {
      const [after, ...later] = future
      return after === undefined ? history : { past: [...past, now], now: after, future: later }
    }
  }
}
