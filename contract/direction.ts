// Which way a language is written.

export type Direction = 'ltr' | 'rtl'

export const directionOf = (language: string): Direction =>
  /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(language) ? 'rtl' : 'ltr'
