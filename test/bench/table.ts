// How figures are shown: in one table, against their floor and their bar, and where it was asked with their growth from 10³ to 10⁶ leads.

export type Bar = { atLeast: number } | { atMost: number }
export type Line = {
  what: string
  here: string | number
  floor?: string | number
  ratio?: number
  bar?: Bar
  /** The same at as many leads as `sizes` says, in that order. */
  growth?: (string | number)[]
  /** The part of the bench it came from. */
  part?: string
}

export const sizes = [1_000, 10_000, 100_000, 1_000_000]
const sizeNames = ['10³', '10⁴', '10⁵', '10⁶']

/** Whether a line keeps to its bar; lines without one only inform. */
export function isKept({ here, ratio, bar }: Line): boolean {
  if (!bar) return true
  const value = ratio ?? Number(here)
  return 'atLeast' in bar ? value >= bar.atLeast : value <= bar.atMost
}

/** The lines as a Markdown table. */
export function table(lines: Line[]): string {
  const grows = lines.some(({ growth }) => growth)
  const rows = lines.map((line, i) => {
    const { part = '', what, here, floor = '', ratio, bar, growth = [] } = line
    const asked = !bar ? '' : 'atLeast' in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`
    const isSame = lines[i - 1]?.part === part
    return [
      isSame ? '' : part,
      what,
      String(here),
      String(floor),
      ratio?.toFixed(2) ?? '',
      asked,
      bar ? (isKept(line) ? '✓' : '✗') : '',
      ...(grows ? sizes.map((_, n) => String(growth[n] ?? '')) : []),
    ]
  })
  const all = [['part', 'what', 'here', 'floor', 'ratio', 'bar', '', ...(grows ? sizeNames : [])], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const text = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = all
  return [text(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(text)].join('\n')
}
