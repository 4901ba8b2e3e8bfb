// Statements for a command line that takes no binds.
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withLiterals } from '../../scripts/database.ts'

const written = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !text.includes('\0'))

test('a value written into SQL is read back as it was, whatever it says', () => {
  const db = new DatabaseSync(':memory:')
  fc.assert(
    fc.property(written, written, fc.maxSafeInteger(), (a, b, n) => {
      const sql = withLiterals({ sql: 'SELECT ?2 AS b, ?1 AS a, ?3 AS n, ?4 AS blank', params: [a, b, n, null] })
      expect({ ...db.prepare(sql).get() }).toEqual({ b, a, n, blank: null })
    }),
    { examples: [["'; DROP TABLE lead; --", '?1 ?2', 0]] },
  )
})

test('what SQL cannot say is refused rather than changed', () => {
  for (const value of ['a\0b', Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => withLiterals({ sql: 'SELECT ?1', params: [value] })).toThrow(TypeError)
})
