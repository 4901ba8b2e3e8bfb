// The key a program names a request by, so that asking again does nothing twice.

/** How long an answer is kept for whoever asks again. */
export const keyHours = 24

const longestKey = 255

/**
 * The key of an `Idempotency-Key` header: a string of Structured Fields (`"8e03978e-…"`), or bare, as many clients send it.
 * `undefined` where it is neither.
 * @see draft-ietf-httpapi-idempotency-key-header-07, RFC 9651 section 3.3.3
 */
export function readKey(header: string): string | undefined {
  const text = header.trim()
  const key = text.startsWith('"') ? quoted.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') : bare.exec(text)?.[0]
  return key && key.length <= longestKey ? key : undefined
}

const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"$/
const bare = /^[\w.:~+/=-]+$/
