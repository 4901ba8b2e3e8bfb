// Structured log lines: an event of the list in docs/operations.md and facts about it, never about a person.

type Facts = Record<string, string | number | boolean | undefined>

export const log = {
  info: (event: string, facts: Facts = {}) => console.log(line(event, facts)),
  error: (event: string, facts: Facts = {}) => console.error(line(event, facts)),
}

function line(event: string, facts: Facts): string {
  const told: Facts = { event }
  for (const [name, value] of Object.entries(facts))
    told[name] = typeof value === 'string' ? withoutPeople(value) : value
  return JSON.stringify(told)
}

const mostTold = 300

/** Whatever a line is given: addresses, of mail and of the web, and what could be a token or a signature stay out of it. Ids are shorter. */
const withoutPeople = (text: string): string =>
  text.length < 40 && !/[@/]/.test(text)
    ? text
    : text
        .slice(0, 4 * mostTold)
        .replace(/\S+@\S*/g, '…')
        .replace(/\b(https?:\/\/)\S+/gi, '$1…')
        .replace(/[\w-]{40,}/g, '…')
        .slice(0, mostTold)

/** What may be told of an exception: its kind and message, without what it quotes, since parsers quote what they were given. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${withoutQuotes(error.message)}` : 'unknown'

// From the first to the last: what is quoted may itself hold a quote.
const withoutQuotes = (message: string): string => message.replace(/(["'`]).*\1/gs, '…')
