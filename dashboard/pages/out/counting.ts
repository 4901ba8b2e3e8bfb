// How many leads have come by in a file on its way: each ends in a few bytes that nothing else ends in.
import type { ExportKind } from '../../api/leads.ts'

const endings: Partial<Record<ExportKind, string>> = { vcard: 'END:VCARD\r\n', ndjson: '\n', xlsx: '' }

/** Takes a file chunk by chunk; gives how many leads there are in it so far, or nothing where that cannot be seen. */
export function counterOf(kind: ExportKind): (chunk: Uint8Array) => number | undefined {
  const pattern = [...(endings[kind] ?? '\r\n')].map((character) => character.charCodeAt(0))
  if (!pattern.length) return () => undefined
  const heads = kind in endings ? 0 : 1
  let at = 0
  let found = 0
  return (chunk) => {
    for (const byte of chunk) {
      at = byte === pattern[at] ? at + 1 : byte === pattern[0] ? 1 : 0
      if (at < pattern.length) continue
      found++
      at = 0
    }
    return Math.max(0, found - heads)
  }
}
