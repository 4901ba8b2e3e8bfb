// What the widget says of what it counts: which version was shown, and where its visitor came from.

export type Said = { version?: number; source: string }

/** `7,newsletter`. Tags that were kept from before say no version. */
export function readSaid(text: string): Said {
  const [, version, source] = /^(\d{1,7}),(.*)$/s.exec(text) ?? []
  return version === undefined ? { source: text } : { version: Number(version), source: source! }
}
