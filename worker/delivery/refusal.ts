// Why something could not be sent, sorted by what to do about it.

/**
 * `permanent`: never will be. `temporary`: this one, later. `unreachable`: nothing can be sent now; later.
 * `misconfigured`: nothing can be sent until a person mends the settings, so what is owed waits and no attempt counts.
 */
export type RefusalKind = 'permanent' | 'temporary' | 'unreachable' | 'misconfigured'

/** The message is kept and shown to the owner: it must never hold an address, a name or a password. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  constructor(kind: RefusalKind, reason: string) {
    super(reason)
    this.name = 'Refusal'
    this.kind = kind
  }
}
