// A checkpoint: how many events the log had, and their root, signed. Written as a C2SP signed note, which other
// transparency tools read too. Pure; the offline verifier runs this very file.
// @see https://c2sp.org/tlog-checkpoint and https://c2sp.org/signed-note
import { createHash } from 'node:crypto'
import type { PublicJwk, SigningKey } from '../../lib/signing-key.ts'
import { hashFromBase64, mostLeaves, toBase64 } from './merkle.ts'

const origin = 'aimant/consents'

export type Checkpoint = {
  size: number
  /** Base64. */
  root: string
  /** ISO 8601 UTC, an extension line of the note. */
  at: string
  /** Base64 of the note's four bytes of key hash and the Ed25519 signature. */
  signature: string
}

const signedText = ({ size, root, at }: Omit<Checkpoint, 'signature'>) => `${origin}\n${size}\n${root}\n${at}\n`

/** The whole note, as it is published. */
export const toNote = (checkpoint: Checkpoint): string =>
  `${signedText(checkpoint)}\n— ${origin} ${checkpoint.signature}\n`

/** `undefined` for anything `toNote` does not write. */
export function fromNote(note: string): Checkpoint | undefined {
  const [, size, root, at, signature] =
    /^aimant\/consents\n([1-9]\d{0,9})\n([\w+/]{43}=)\n(\d{4}-[\d:.T-]+Z)\n\n— aimant\/consents ([\w+/]{91}=)\n$/.exec(
      note,
    ) ?? []
  if (!size || !root || !at || !signature || !hashFromBase64(root) || Number(size) > mostLeaves) return undefined
  return { size: Number(size), root, at, signature }
}

export async function signCheckpoint(key: SigningKey, facts: Omit<Checkpoint, 'signature'>): Promise<Checkpoint> {
  const signature = await key.sign(signedText(facts))
  return { ...facts, signature: toBase64(Uint8Array.from([...keyHash(key.public), ...signature])) }
}

/** The key among `keys` that signed this checkpoint, or `undefined` when none of them did. */
export async function signerOf(checkpoint: Checkpoint, keys: PublicJwk[]): Promise<PublicJwk | undefined> {
  const bytes = Uint8Array.from(atob(checkpoint.signature), (c) => c.charCodeAt(0))
  for (const key of keys) {
    if (toBase64(keyHash(key)) !== toBase64(bytes.subarray(0, 4))) continue
    const { kty, crv, x } = key
    const verifier = await crypto.subtle.importKey('jwk', { kty, crv, x }, { name: 'Ed25519' }, false, ['verify'])
    const text = new TextEncoder().encode(signedText(checkpoint))
    if (await crypto.subtle.verify({ name: 'Ed25519' }, verifier, bytes.subarray(4), text)) return key
  }
  return undefined
}

const keyHash = ({ x }: PublicJwk): Uint8Array =>
  new Uint8Array(createHash('sha256').update(`${origin}\n\x01`).update(rawKey(x)).digest()).subarray(0, 4)

const rawKey = (x: string) => Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
