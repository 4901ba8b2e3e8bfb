// `npm run verify-consents -- FILE [--key FILE] [--address WHO]`: checks an exported consent log, or a certificate in JSON,
// with nothing but the public key. Needs no network, no database and no packages; Node alone runs it.
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import {
  NotProved,
  type ProvedRecords,
  type Verified,
  verifyCertificate,
  verifyExport,
} from '../worker/consent/log/verify.ts'
import type { PublicJwk } from '../worker/lib/signing-key.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { key: { type: 'string' }, address: { type: 'string' } },
})
const [file] = positionals
if (!file) {
  console.error('npm run verify-consents -- FILE [--key FILE] [--address WHO]')
  process.exit(2)
}

/** A JWK, or a set of them as `/.well-known/jwks.json` answers. */
async function keysIn(path: string): Promise<PublicJwk[]> {
  const json: PublicJwk | { keys: PublicJwk[] } = JSON.parse(await readFile(path, 'utf8'))
  return 'keys' in json ? json.keys : [json]
}

/** An address as it is kept for comparison. */
function comparable(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at).toLowerCase()}@${new URL(`http://${address.slice(at + 1)}`).hostname}`
}

// A certificate is one indented JSON object; a log has one value a line.
async function certificateIn(path: string): Promise<ProvedRecords | undefined> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line !== '{') return undefined
    const { proof }: { proof?: ProvedRecords } = JSON.parse(await readFile(path, 'utf8'))
    if (!proof) throw new NotProved('the certificate carries no proof: it was made before the next checkpoint')
    return proof
  }
  return undefined
}

async function verify(path: string): Promise<Verified> {
  const keys = values.key ? await keysIn(values.key) : undefined
  const certificate = await certificateIn(path)
  if (certificate) return verifyCertificate(certificate, { keys })
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  return verifyExport(lines, { keys, address: values.address && comparable(values.address) })
}

try {
  const { events, at, key, about } = await verify(file)
  console.log(at ? `✓ ${events} records, exactly as signed on ${at}` : '✓ An empty log: nothing was signed yet')
  if (key)
    console.log(
      values.key
        ? `  by the key given, ${key.kid}`
        : `  by the key in the file, ${key.kid}: compare it with the one published at /.well-known/jwks.json`,
    )
  if (values.address)
    console.log(
      about.length
        ? `  about ${values.address}: ${about.join(', ')}`
        : `  none can be opened as about ${values.address}`,
    )
} catch (error) {
  console.log(
    `✗ ${error instanceof NotProved ? error.message : `not a consent log: ${error instanceof Error ? error.message : error}`}`,
  )
  process.exitCode = 1
}
