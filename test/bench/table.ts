// How figures are shown: against their floor and their bar.

export type Bar = { atLeast: number } | { atMost: number }
export type Line = { what: string; here: string | number; floor?: string | number; ratio?: number; bar?: Bar }

/** Whether a line keeps to its bar; lines without one only inform. */
export function isKept({ here, ratio, bar }: Line): boolean {
  if (!bar) return true
  const value = ratio ?? Number(here)
  return 'atLeast' in bar ? value >= bar.atLeast : value <= bar.atMost
}

/** The lines as a Markdown table. */
export function table(lines: Line[]): string {
  const rows = lines.map((line) => {
    const { what, here, floor = '', ratio, bar } = line
    const asked = !bar ? '' : 'atLeast' in bar ? `≥ ${bar.atLeast}` : `≤ ${bar.atMost}`
    return [what, String(here), String(floor), ratio?.toFixed(2) ?? '', asked, bar ? (isKept(line) ? '✓' : '✗') : '']
  })
  const all = [['what', 'here', 'floor', 'ratio', 'bar', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const text = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = all
  return [text(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...body.map(text)].join('\n')
}
