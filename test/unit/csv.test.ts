import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from '../../worker/lead/csv.ts'

const read = (line: string, delimiter = ','): string[] => parse(line, { delimiter, record_delimiter: '\r\n' })[0] ?? []
const cell = (value: string) => read(csvLine(['first', value], ','))[1]

describe('a CSV record', () => {
  it('reads back as it was written, whatever was typed', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !/^[=+\-@\t\r\n\0＝＋－＠]/.test(value))
    fc.assert(
      fc.property(fc.array(text, { minLength: 2 }), fc.constantFrom(',' as const, ';' as const), (cells, separator) => {
        expect(read(csvLine(cells, separator), separator)).toEqual(cells)
      }),
    )
  })

  it('never begins a cell with what a spreadsheet would run', () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠')
    fc.assert(
      fc.property(start, fc.string(), (first, rest) => {
        fc.pre(!/^[+-]\d+([.,]\d+)?$/.test(first + rest))
        expect(cell(first + rest)).toBe(`'${first}${rest}`)
      }),
    )
  })

  it.each(['=1', '@5', '=CMD|"/C calc"!A1', '+33 6 12', '-2+3', '+33612345678\n=1', '-1,'])('defuses %j', (value) => {
    expect(cell(value)?.startsWith("'")).toBe(true)
  })

  it.each(['+33612345678', '-5', '+4', '-12,5', '3.14'])('leaves %j, a number, as it is', (value) => {
    expect(cell(value)).toBe(value)
  })

  it('writes answers of every type', () => {
    expect(csvLine([true, false, 12.5, ['a', 'b,c'], null, undefined, ''], ',')).toBe('yes,no,12.5,"a;b,c",,,\r\n')
  })

  it('reads in French Excel with decimal commas, and with every phone and sign marked as text', () => {
    const line = csvLine([12.5, -3, '+33612345678', '-5', '=1'], ';', { decimal: ',', phones: 'marked' })
    expect(line).toBe("12,5;-3;'+33612345678;'-5;'=1\r\n")
  })
})
