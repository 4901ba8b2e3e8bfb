// Whether text from a stranger may be followed: `javascript:` and its kin are addresses too.
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)
