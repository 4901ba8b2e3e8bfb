// What the values of an imported file are read with.
import type { FieldErrorCode } from './errors.ts'

/** A value that cannot be taken in, and why. */
export class Refused {
  readonly code: FieldErrorCode
  constructor(code: FieldErrorCode) {
    this.code = code
  }
}

/** As names are compared, whoever wrote them: no accents, no capitals, one space between words. */
export const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
