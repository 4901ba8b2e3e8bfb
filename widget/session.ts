// What is kept for the rest of the session, where it may be. Storage may be blocked, full, or hold what somebody else put there.

const nameOf = (what: string) => `aimant.${what}`

/** `undefined` takes it away. */
export function keep(what: string, value?: unknown): void {
  try {
    if (value === undefined) delete sessionStorage[nameOf(what)]
    else sessionStorage[nameOf(what)] = JSON.stringify(value)
  } catch {}
}

export function kept<T>(what: string): Partial<T> | undefined {
  try {
    return JSON.parse(sessionStorage[nameOf(what)]) ?? undefined
  } catch {
    return undefined
  }
}
