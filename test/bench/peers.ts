// Writing leads as CSV, against the writer most pages would install from npm; widgets are compared in the part of that name.
import Papa from 'papaparse'
import { csvLine } from '../../worker/lead/csv.ts'
import { inTurns, median, ratio, timed } from './measure.ts'
import type { Line } from './table.ts'

const cells = (n: number) => [
  `visitor.${n}@atelier-aubepine.example`,
  'Camille',
  'Lefèvre',
  'Camille Lefèvre',
  `+3361234${String(n % 10_000).padStart(4, '0')}`,
  `Atelier "Aubépine", ${n % 50}`,
  'Responsable marketing',
  'FR',
  'guide-rgpd',
  'prospect',
  '2026-11-22T08:00:00.000Z',
  n % 100,
  ...Array.from({ length: 28 }, (_, i) => (i % 3 ? '' : `utm ${i}`)),
]

/** Both mark what a spreadsheet would run, and quote what needs it. */
export async function peers(quick: boolean): Promise<Line[]> {
  const rows = Array.from({ length: quick ? 20_000 : 100_000 }, (_, n) => cells(n))
  const perSecond = async (work: () => unknown) => (rows.length * 1_000) / (await timed(async () => work()))
  const { here, papa } = await inTurns(quick ? 5 : 11, {
    here: () => perSecond(() => rows.reduce((bytes, row) => bytes + csvLine(row, ',').length, 0)),
    papa: () => perSecond(() => Papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' }).length),
  })
  return [
    {
      what: 'CSV of forty columns, rows/s, against papaparse',
      here: median(here).toFixed(0),
      floor: median(papa).toFixed(0),
      ratio: ratio(here, papa),
      bar: { atLeast: 1 },
    },
  ]
}
