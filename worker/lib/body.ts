// Request bodies, read with a limit on what really arrives: Content-Length is only a claim (CVE-2025-59139).
import { parseStrictJson } from './json.ts'
import { Problem } from './problem.ts'

/** The body as text of at most `maxBytes`. Throws `too_large`, or `bad_request` when it is not UTF-8. */
export const readText = ({ headers, body }: Pick<Request | Response, 'headers' | 'body'>, maxBytes: number) =>
  readWhole(headers, () => joined(body ?? [], maxBytes), maxBytes)

const utf8 = new TextDecoder('utf-8', { fatal: true })

async function readWhole(headers: Headers, read: () => Promise<Uint8Array>, maxBytes: number): Promise<string> {
  if (Number(headers.get('content-length')) > maxBytes) throw new Problem('too_large')
  try {
    const bytes = await read()
    if (bytes.byteLength > maxBytes) throw new Problem('too_large')
    return utf8.decode(bytes)
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('bad_request')
  }
}

/** The pieces in one; no more are read than it takes to know that they are too many. */
async function joined(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let read = 0
  for await (const piece of pieces) {
    kept.push(piece)
    read += piece.byteLength
    if (read > maxBytes) break
  }
  return new Blob(kept as Uint8Array<ArrayBuffer>[]).bytes()
}

// A request that says how long it is, and is not sent in pieces, ends there: the protocol cuts it off. So it may be taken in one
// piece, which costs a fraction of reading a stream. What it unpacks to is another matter, so answers of others are never read so.
const isMeasured = (headers: Headers) =>
  /^\d+$/.test(headers.get('content-length') ?? '') && !headers.has('transfer-encoding')

/** The body as strict JSON of at most `maxBytes`. Throws `wrong_content_type`, `too_large`, `bad_request` or `bad_json`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const { headers } = request
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) throw new Problem('wrong_content_type')
  const text = isMeasured(headers)
    ? await readWhole(headers, () => request.bytes(), maxBytes)
    : await readText(request, maxBytes)
  try {
    return parseStrictJson(text)
  } catch {
    throw new Problem('bad_json')
  }
}
