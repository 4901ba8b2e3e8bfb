// A CSV file as its rows, however large it is and whatever wrote it: its letters and its separator are recognised, not asked.
import Papa from 'papaparse'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Read = {
  file: File
  encoding: Encoding
  delimiter: string
  newline: Newline
  headings: string[]
  samples: string[][]
}
type Newline = '\r' | '\n' | '\r\n'
export type Line = { n: number; cells: string[] }

const newlines = ['\r\n', '\n', '\r'] as const
const separators = [',', ';', '\t', '|']
const mostColumns = 300

/** Why a file cannot be read as a list. */
export class Unreadable extends Error {
  readonly code: 'empty' | 'workbook' | 'no_columns' | 'too_many_columns'
  constructor(code: Unreadable['code']) {
    super(code)
    this.code = code
  }
}

/** The head of a file and its first rows. Throws `Unreadable`. */
export async function readHead(file: File): Promise<Read> {
  if (!file.size) throw new Unreadable('empty')
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  // Workbooks are zips; old ones begin with another mark.
  if ((start[0] === 0x50 && start[1] === 0x4b) || (start[0] === 0xd0 && start[1] === 0xcf))
    throw new Unreadable('workbook')
  const encoding = await encodingOf(file)
  const beginning = new TextDecoder(encoding).decode(await file.slice(0, 200_000).arrayBuffer())
  const { meta } = Papa.parse<string[]>(beginning, {
    preview: 50,
    skipEmptyLines: 'greedy',
    delimitersToGuess: separators,
  })
  const delimiter = separators.includes(meta.delimiter) ? meta.delimiter : ','
  const newline = newlines.find((one) => one === meta.linebreak) ?? '\n'
  const lines: Line[] = []
  let headings: string[] | undefined
  for await (const line of linesOf({ file, encoding, delimiter, newline })) {
    if (headings) lines.push(line)
    else headings = line.cells
    if (lines.length === 50) break
  }
  if (!headings) throw new Unreadable('empty')
  if (headings.length > mostColumns) throw new Unreadable('too_many_columns')
  if (!lines.length) throw new Unreadable('no_columns')
  const samples = headings.map((_, i) =>
    [...new Set(lines.map(({ cells }) => cells[i]?.trim() ?? ''))].filter(Boolean).slice(0, 3),
  )
  return { file, encoding, delimiter, newline, headings, samples }
}

/** Each row that says anything, the head first. `n` is its row in a spreadsheet. */
export async function* linesOf({
  file,
  encoding,
  delimiter,
  newline,
}: Pick<Read, 'file' | 'encoding' | 'delimiter' | 'newline'>): AsyncGenerator<Line> {
  const parser = new Papa.Parser({ delimiter, newline })
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let n = 0
  const reader = file.stream().getReader()
  for (let done = false; !done; ) {
    const step = await reader.read()
    done = step.done
    rest += step.done ? decoder.decode() : decoder.decode(step.value, { stream: true })
    // What is left of a row that has not all come yet is read again with the rest of it.
    const { data, meta }: { data: string[][]; meta: { cursor: number } } = parser.parse(rest, 0, !done)
    rest = rest.slice(meta.cursor)
    for (const cells of data) {
      n++
      if (cells.some((cell) => cell.trim())) yield { n, cells }
    }
  }
}

async function encodingOf(file: File): Promise<Encoding> {
  const start = new Uint8Array(await file.slice(0, 1_000).arrayBuffer())
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const zeros = [0, 1].map((odd) => start.filter((byte, i) => byte === 0 && i % 2 === odd).length)
  if (zeros[1]! > start.length / 4) return 'utf-16le'
  if (zeros[0]! > start.length / 4) return 'utf-16be'
  // Its first accent may stand anywhere, so all of it is looked at.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = file.stream().getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read())
      decoder.decode(step.value, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    await reader.cancel()
    return 'windows-1252'
  }
}
