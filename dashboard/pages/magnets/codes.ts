// A list of codes as somebody has it: pasted, or a column of a file. Pure.

export type CodeList = {
  /** Each once, in their order. */
  codes: string[]
  /** How many stood there again. */
  twice: number
  /** Lines that cannot be a code. */
  wrong: string[]
}

/** Like `codeText` of the contract, which checks again. */
const isCode = (line: string) => line.length <= 200 && !/[\p{C}\p{Zl}\p{Zp}]/u.test(line)

export function readCodes(lines: string[]): CodeList {
  const filled = lines.map((line) => line.trim()).filter(Boolean)
  const good = filled.filter(isCode)
  const codes = [...new Set(good)]
  return { codes, twice: good.length - codes.length, wrong: filled.filter((line) => !isCode(line)) }
}

export const linesOf = (text: string): string[] => text.split(/\r\n?|\n/)

/** The column whose cells differ most: codes are unlike each other, what stands beside them mostly is not. */
export function likelyColumn(rows: string[][]): number {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const kinds = Array.from({ length: width }, (_, column) => new Set(rows.map((row) => row[column] ?? '')).size)
  return Math.max(0, kinds.indexOf(Math.max(...kinds)))
}

/** Whether a first line reads like a title and not like a code. */
export const looksLikeHead = (first = ''): boolean =>
  /^\W*(codes?|cl[eé]s?|keys?|coupons?|vouchers?|licen[cs]es?)\W*$/i.test(first)

/** In pieces the server takes at once. */
export const inPieces = (codes: string[], most = 5_000): string[][] =>
  Array.from({ length: Math.ceil(codes.length / most) }, (_, i) => codes.slice(i * most, (i + 1) * most))
