// Structured log lines: an event name and facts about it, never about a person.

type Facts = Record<string, string | number | boolean | undefined>

export const log = {
  info: (event: string, facts: Facts = {}) => console.log(JSON.stringify({ event, ...facts })),
  error: (event: string, facts: Facts = {}) => console.error(JSON.stringify({ event, ...facts })),
}

/** What may be told of an exception: its kind and message, never the values that caused it. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'
