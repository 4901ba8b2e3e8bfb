// A file taken through the server row by row, tried or in earnest: in chunks, counted as they come back, and stopped between two.
import { signal } from '@preact/signals'
import type { ImportOutcome, ImportPlanInput, ImportRow } from '../../../contract/import.ts'
import { mostRows } from '../../../contract/import-row.ts'
import { endImport, sendRows, startImport, tryRows } from '../../api/import.ts'
import { asFailure } from '../../resource.ts'
import type { Target } from './guess.ts'
import { type Line, linesOf, type Read } from './read-file.ts'

export type Column = { target: Target; key: string }
export type Sums = Omit<ImportOutcome, 'wrong'>
export type WrongLine = ImportOutcome['wrong'][number] & { cells: string[] }
export type Run = {
  isTrial: boolean
  state: 'running' | 'done' | 'stopped' | 'failed'
  /** Of the file. */
  bytes: number
  size: number
  rows: number
  sums: Sums
  /** The first of them; all are counted. */
  wrong: WrongLine[]
  failure?: ReturnType<typeof asFailure>
}

/** As many refused rows are kept for the file of them. */
export const mostWrong = 20_000
// What the server takes at once, its own words around it included.
const mostBytes = 400_000
const tries = 3

export const run = signal<Run | undefined>(undefined)
let stopping = new AbortController()

export const stop = () => stopping.abort()

/** The values of a row under the names the server knows them by. */
export function rowOf({ n, cells }: Line, columns: Column[], purpose: string | undefined): ImportRow {
  const values: ImportRow['values'] = {}
  for (const [i, { target, key }] of columns.entries()) {
    const text = cells[i]?.trim()
    if (!text || target === 'ignore') continue
    if (target === 'answer') values[`answer:${key}`] = text.slice(0, 10_000)
    else if (target !== 'agreed') values[target] = text.slice(0, 10_000)
    else if (purpose) values[`consent:${purpose}`] = text.slice(0, 10_000)
  }
  return { n, values }
}

type Asked = { read: Read; columns: Column[]; plan: ImportPlanInput; isTrial: boolean }

/** Goes through the whole file. What comes of it stands in `run`. */
export async function go({ read, columns, plan, isTrial }: Asked): Promise<void> {
  stopping = new AbortController()
  const { signal: stopped } = stopping
  const purpose = plan.consents?.[0]?.purpose
  const sums: Sums = { made: 0, filled: 0, known: 0, refused: 0, withheld: 0, old: 0 }
  run.value = { isTrial, state: 'running', bytes: 0, size: read.file.size, rows: 0, sums, wrong: [] }
  let id: string | undefined
  try {
    if (!isTrial) ({ id } = await startImport(plan))
    let chunk = 0
    const seen = new Set<string>()
    for await (const lines of chunksOf(read)) {
      if (stopped.aborted) break
      const rows = lines.map((line) => rowOf(line, columns, purpose))
      // Nothing is kept of a trial, so that only we can know who came before.
      const fresh = isTrial ? rows.filter(({ values: { email } }) => !email || !seen.has(email.toLowerCase())) : rows
      if (isTrial) for (const { values } of fresh) seen.add(values.email?.toLowerCase() ?? '')
      const outcome = fresh.length
        ? await persistently(() => (id ? sendRows(id, chunk + 1, fresh) : tryRows(plan, fresh, stopped)), stopped)
        : { ...sums, made: 0, filled: 0, known: 0, refused: 0, withheld: 0, old: 0, wrong: [] }
      chunk++
      add({ ...outcome, known: outcome.known + rows.length - fresh.length }, lines)
    }
    if (id) await endImport(id, stopped.aborted ? 'stopped' : 'done')
    run.value = { ...run.value, state: stopped.aborted ? 'stopped' : 'done' }
  } catch (error) {
    if (stopped.aborted) run.value = { ...run.value, state: 'stopped' }
    else run.value = { ...run.value, state: 'failed', failure: asFailure(error) }
    if (id) await endImport(id, 'stopped').catch(() => {})
  }
}

function add({ wrong, ...sums }: ImportOutcome, lines: Line[]): void {
  const before = run.value
  if (!before) return
  const cells = new Map(lines.map((line) => [line.n, line.cells]))
  const room = Math.max(0, mostWrong - before.wrong.length)
  const rows = before.rows + lines.length
  const names = Object.keys(before.sums) as (keyof Sums)[]
  run.value = {
    ...before,
    rows,
    bytes: before.bytes + lines.reduce((sum, line) => sum + weightOf(line), 0),
    sums: Object.fromEntries(names.map((name) => [name, before.sums[name] + sums[name]])) as Sums,
    wrong: [...before.wrong, ...wrong.slice(0, room).map((one) => ({ ...one, cells: cells.get(one.n) ?? [] }))],
  }
}

const weightOf = ({ cells }: Line) => cells.reduce((sum, cell) => sum + cell.length + 1, 0)

async function* chunksOf(read: Read): AsyncGenerator<Line[]> {
  let lines: Line[] = []
  let weight = 0
  let isHead = true
  for await (const line of linesOf(read)) {
    if (isHead) {
      isHead = false
      continue
    }
    const more = 100 + 3 * weightOf(line)
    if (lines.length && (lines.length === mostRows || weight + more > mostBytes)) {
      yield lines
      lines = []
      weight = 0
    }
    lines.push(line)
    weight += more
  }
  if (lines.length) yield lines
}

// A chunk sent again does nothing more, so a connection that comes and goes stops nothing.
async function persistently<T>(ask: () => Promise<T>, stopped: AbortSignal): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask()
    } catch (error) {
      const mayPass = ['offline', 'unavailable', 'internal', 'rate_limited'].includes(asFailure(error).code)
      if (stopped.aborted || tried === tries || !mayPass) throw error
      await new Promise((resolve) => setTimeout(resolve, 1_000 * tried))
    }
  }
}
