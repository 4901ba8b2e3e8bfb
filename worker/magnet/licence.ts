// Tokens signed for the owner's own product: a licence it checks by itself, and the request to start a trial there.
// Both are JWTs (RFC 7519) under Ed25519 (RFC 8037); the public keys are at /.well-known/jwks.json.
import { bytesOf, toBase64Url } from '../lib/crypto.ts'
import type { Secrets } from '../lib/signed-token.ts'
import { type SigningUse, signingKey } from '../lib/signing-key.ts'

type Trial = { origin: string; magnetId: string; leadId: string; startedAt: string; endsAt: string }

/**
 * The licence of one person's trial. It names nobody: `sub` is the lead's id. The same trial always has the same licence,
 * `aud` is the magnet, and `exp` the end of the trial.
 */
export const licence = (secrets: Secrets, { origin, magnetId, leadId, startedAt, endsAt }: Trial): Promise<string> =>
  signed(secrets, 'licence', {
    iss: origin,
    aud: magnetId,
    sub: leadId,
    iat: seconds(startedAt),
    exp: seconds(endsAt),
  })

type Request = { origin: string; url: string; magnetId: string; leadId: string; email: string; language: string }

const requestSeconds = 300

/** Asks the owner's address to start a trial; good for five minutes, and at that address only. */
export const trialRequest = (secrets: Secrets, asked: Request & { endsAt: string }, now: string): Promise<string> =>
  signed(secrets, 'trial', {
    iss: asked.origin,
    aud: asked.url,
    sub: asked.leadId,
    iat: seconds(now),
    exp: seconds(now) + requestSeconds,
    magnet: asked.magnetId,
    email: asked.email,
    language: asked.language,
    ends_at: asked.endsAt,
  })

async function signed({ SECRET }: Secrets, use: SigningUse, claims: object): Promise<string> {
  const key = await signingKey(SECRET, use)
  const head = { alg: 'EdDSA', typ: 'JWT', kid: key.public.kid }
  const text = [head, claims].map((part) => toBase64Url(bytesOf(JSON.stringify(part)))).join('.')
  return `${text}.${toBase64Url(await key.sign(text))}`
}

const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000)
