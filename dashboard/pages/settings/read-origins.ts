// Origins as people type them: whole addresses, names without a scheme. Pure; the contract checks again.

export type Read = { line: string; origin?: string }

/** `exemple.fr/page` → `https://exemple.fr`; no origin where there is none in it. Plain http is for this machine only. */
export function readOrigin(line: string): Read {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(line) ? line : `https://${line}`
  if (/\s/.test(line) || !URL.canParse(written)) return { line }
  const { protocol, hostname, origin, username, password } = new URL(written)
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  const isNamed = isHere || /^[^.]+(\.[^.]+)+$/.test(hostname)
  const isWeb = protocol === 'https:' || (protocol === 'http:' && isHere)
  return isWeb && isNamed && !username && !password ? { line, origin } : { line }
}

export const readOrigins = (text: string): Read[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map(readOrigin)

/** `Mon second site` → `mon-second-site`: a slug of the contract, or nothing. */
export const shortName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
