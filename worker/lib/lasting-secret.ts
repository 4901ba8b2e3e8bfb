// Signing secrets are replaced now and then. Whom never to write to and the way out of a mail must hold all the same,
// so they hang on a secret of their own that never is.
import type { Secrets } from './signed-token.ts'

export type LastingSecrets = Secrets & {
  /** Absent where only `SECRET` was ever set: then that one does. */
  SECRET_LASTING?: string
}

/** The one to make things with, then those they may have been made with before. */
export function lastingSecrets({ SECRET, SECRET_LASTING, SECRET_PREVIOUS }: LastingSecrets): [string, ...string[]] {
  const known = [...new Set([SECRET_LASTING, SECRET, SECRET_PREVIOUS])]
  return known.filter(Boolean) as [string, ...string[]]
}
