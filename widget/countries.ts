// The countries of ISO 3166-1 (and Kosovo), as the visitor's browser knows and names them.

const lists: Record<string, { value: string; label: string }[]> = {}

/** Code and name of each country, in the language's alphabetical order. */
export const countriesIn = (language: string) => (lists[language] ??= list(language))

// Regions that are no countries: unions, outlying islands reserved for the post, and codes for testing.
const others = /AC|C[PQ]|DG|E[AUZ]|IC|QO|TA|UN|X[AB]|ZZ/

function list(language: string) {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
  const countries: { value: string; label: string }[] = []
  for (let i = 0; i < 26 * 26; i++) {
    const value = String.fromCharCode(65 + i / 26, 65 + (i % 26))
    const label = names.of(value)
    // A code of the past turns into that of today (`ZR` into `CD`), which comes by itself.
    if (label && !others.test(value) && new Intl.Locale(`und-${value}`).region === value)
      countries.push({ value, label })
  }
  return countries.sort((a, b) => a.label.localeCompare(b.label, language))
}
