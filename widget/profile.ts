// A visitor who comes back by a link of their own: what they answered before is not asked again.

const name = 'aimant.profile'

/** The token of the link, for the rest of the session where it may be kept. */
export function profileToken(mayKeep: boolean | undefined): string | undefined {
  const told = new URLSearchParams(location.search).get('aimant') ?? undefined
  try {
    if (mayKeep && told) sessionStorage.setItem(name, told)
    return told ?? (mayKeep ? sessionStorage.getItem(name) : undefined) ?? undefined
  } catch {
    return told
  }
}
