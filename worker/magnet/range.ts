// Which part of a file a request asks for (RFC 9110 §13 and §14), so that a broken download goes on where it stopped.

export type Part = { offset: number; length: number }
export type Asked = { status: 200 } | { status: 206; part: Part } | { status: 304 } | { status: 416 }

/** What to answer to a GET for `bytes` bytes known as `tag`. Several ranges, and ranges in other units, get the whole file. */
export function askedPart(headers: Headers, tag: string, bytes: number): Asked {
  if (names(headers.get('if-none-match'), tag)) return { status: 304 }
  const range = headers.get('range')
  const onlyIf = headers.get('if-range')
  if (range === null || (onlyIf !== null && onlyIf.trim() !== tag)) return { status: 200 }
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(range.replace(/[ \t]/g, '')) ?? []
  if (first === undefined || last === undefined || (!first && !last)) return { status: 200 }
  if (first && last && Number(last) < Number(first)) return { status: 200 }
  const offset = first ? Number(first) : Math.max(0, bytes - Number(last))
  const end = first && last ? Math.min(Number(last), bytes - 1) : bytes - 1
  return offset > end || (!first && Number(last) === 0)
    ? { status: 416 }
    : { status: 206, part: { offset, length: end - offset + 1 } }
}

const names = (list: string | null, tag: string): boolean =>
  list?.trim() === '*' || (list?.split(',').some((entry) => entry.trim().replace(/^W\//, '') === tag) ?? false)
