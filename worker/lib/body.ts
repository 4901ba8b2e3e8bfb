// Request bodies, read with a limit on what really arrives: Content-Length is only a claim (CVE-2025-59139).
import { parseStrictJson } from './json.ts'
import { Problem } from './problem.ts'

/** The body as text of at most `maxBytes`. Throws `too_large`, or `bad_request` when it is not UTF-8. */
export const readText = ({ headers, body }: Pick<Request | Response, 'headers' | 'body'>, maxBytes: number) =>
  readPieces(headers, body ?? [], maxBytes)

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

async function readPieces(headers: Headers, pieces: Pieces, maxBytes: number): Promise<string> {
  if (Number(headers.get('content-length')) > maxBytes) throw new Problem('too_large')
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  let read = 0
  try {
    for await (const piece of pieces) {
      read += piece.byteLength
      if (read > maxBytes) throw new Problem('too_large')
      text += decoder.decode(piece, { stream: true })
    }
    return text + decoder.decode()
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('bad_request')
  }
}

// A request that says how long it is, and is not sent in pieces, ends there: the protocol cuts it off. So it may be taken in one
// piece, which costs a fraction of reading a stream. What it unpacks to is another matter, so answers of others are never read so.
const isMeasured = (headers: Headers) =>
  /^\d+$/.test(headers.get('content-length') ?? '') && !headers.has('transfer-encoding')

async function* inOnePiece(request: Request) {
  yield new Uint8Array(await request.arrayBuffer())
}

/** The body as strict JSON of at most `maxBytes`. Throws `wrong_content_type`, `too_large`, `bad_request` or `bad_json`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const { headers } = request
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) throw new Problem('wrong_content_type')
  const pieces = isMeasured(headers) ? inOnePiece(request) : (request.body ?? [])
  const text = await readPieces(headers, pieces, maxBytes)
  try {
    return parseStrictJson(text)
  } catch {
    throw new Problem('bad_json')
  }
}
