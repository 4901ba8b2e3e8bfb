// What is given, in the line under its button.

/** `guide-rgpd.pdf · PDF · 1,2 Mo`. */
export const described = (given: { name: string; type?: string; bytes?: number }, language: string): string =>
  [given.name, typeName(given.type), given.bytes && size(given.bytes, language)]
    .filter(Boolean)
    // Each part in its own direction: a Latin name and a number would otherwise run together in an Arabic line.
    .map((part) => `\u2068${part}\u2069`)
    .join(' · ')

/** `PDF`, of the kinds everybody knows. */
export const typeName = (type = ''): string | undefined => /(pdf|epub|zip)\b/.exec(type)?.[0].toUpperCase()

/** `1,2 Mo`: in thousands of bytes, as downloads are counted. */
export function size(bytes: number, language: string): string {
  const [unit, divisor] = bytes < 1e6 ? ['kilobyte', 1e3] : (['megabyte', 1e6] as const)
  const maximumFractionDigits = divisor === 1e3 ? 0 : 1
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits }).format(bytes / divisor)
}
