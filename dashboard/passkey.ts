// Passkeys in the browser. The library is fetched when one is used.
import type { Passkey } from '../contract/team.ts'
import { addPasskey, passkeyToAdd, passkeyToUse, signInByPasskey } from './api/team.ts'

/** `cancelled`: the person thought better of it, or the device found none. `known`: this device has one of theirs already. */
export type PasskeyOutcome<T> = { is: 'done'; value: T } | { is: 'cancelled' } | { is: 'known' }

/** Whether this browser has them at all; an address of numbers cannot. */
export const canUsePasskeys = (): boolean =>
  'PublicKeyCredential' in window && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)

/** Throws a `Failure` of the server's. */
export async function makePasskey(): Promise<PasskeyOutcome<Passkey>> {
  const [{ startRegistration }, optionsJSON] = await Promise.all([import('@simplewebauthn/browser'), passkeyToAdd()])
  return outcome(async () => addPasskey(await startRegistration({ optionsJSON })))
}

/** Throws a `Failure` of the server's. */
export async function askPasskey(): Promise<PasskeyOutcome<void>> {
  const [{ startAuthentication }, optionsJSON] = await Promise.all([import('@simplewebauthn/browser'), passkeyToUse()])
  return outcome(async () => signInByPasskey(await startAuthentication({ optionsJSON })))
}

async function outcome<T>(work: () => Promise<T>): Promise<PasskeyOutcome<T>> {
  try {
    return { is: 'done', value: await work() }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'InvalidStateError') return { is: 'known' }
    if (name === 'NotAllowedError' || name === 'AbortError') return { is: 'cancelled' }
    throw error
  }
}
