// Words on their way into a chat. A visitor may have typed them: one line, of bounded length, without anything that turns what
// stands around it (control characters, direction marks, characters nobody sees; joiners are part of how some names are written).

/** Of one value. */
const most = 200

export function plain(text: string, limit = most): string {
  const line = text
    .toWellFormed()
    .replace(/(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}])+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : line
}
