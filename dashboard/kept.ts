// Choices of the person, kept in this browser. Where storage is blocked they last as long as the page.
export function readKept(name: string): string | null {
  try {
    return localStorage.getItem(`aimant.${name}`)
  } catch {
    return null
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`aimant.${name}`, value)
  } catch {
    // Nothing to do: the choice still holds until the page is closed.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(`aimant.${name}`)
  } catch {
    // It was never kept.
  }
}
