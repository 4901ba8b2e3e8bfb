// JSON from strangers, read strictly; and JSON of ours, written canonically.

/**
 * Parses JSON that says each thing once: duplicate keys, and keys that name an object's innards, are refused
 * with an error, since two readers could understand them differently.
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (!isPlain(value, text)) refuseDoubtfulKeys(text)
  return value
}

// What is written as it was read says each thing once; our widget's always is. Looking key by key takes four times as long.
function isPlain(value: unknown, text: string): boolean {
  try {
    return JSON.stringify(value) === text && !dangerousKey.test(text)
  } catch {
    // Nested deeper than can be written, though it could be read.
    return false
  }
}

const dangerous = new Set(['__proto__', 'constructor', 'prototype'])
const dangerousKey = new RegExp(`"(?:${[...dangerous].join('|')})":`)

// JSON.parse has already accepted the text, so strings and brackets are all that needs telling apart.
function refuseDoubtfulKeys(text: string): void {
  const open: (Set<string> | undefined)[] = []
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/g
  const colon = /\s*:/y
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match
    if (found === '{') open.push(new Set())
    else if (found === '[') open.push(undefined)
    else if (found === '}' || found === ']') open.pop()
    else {
      colon.lastIndex = token.lastIndex
      if (!colon.test(text)) continue
      const key: string = found.includes('\\') ? JSON.parse(found) : found.slice(1, -1)
      const keys = open.at(-1)
      if (dangerous.has(key) || keys?.has(key)) throw new SyntaxError('doubtful key')
      keys?.add(key)
    }
  }
}

/** The same value always becomes the same text: keys sorted, no spaces, `undefined` left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}
