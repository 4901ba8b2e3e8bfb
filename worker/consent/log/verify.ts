// Checks an exported log, or a certificate, with nothing but public keys: no database, no network, no dependencies.
import { createHash } from 'node:crypto'
import type { Inclusion, LoggedEvent } from '../../../contract/consent-log.ts'
import { canonicalJson, parseStrictJson } from '../../lib/json.ts'
import type { PublicJwk } from '../../lib/signing-key.ts'
import { type Checkpoint, fromNote, signerOf } from './checkpoint.ts'
import { append, hashFromBase64, leafHash, type Peak, rootByInclusion, rootOfPeaks, toBase64 } from './merkle.ts'

/** What the lines of an export say. */
export type ExportLine =
  | { log: { format: 'aimant-consents/1'; exportedAt: string; keys: PublicJwk[]; note: string | null } }
  | { notice: { id: string; snapshot: unknown } }
  | { event: LoggedEvent; hash: string; salt?: string }
  /** An older checkpoint, in its place: the first that fails tells where the log was changed. */
  | { checkpoint: string }
  | { end: { events: number } }

export type Verified = {
  events: number
  at: string | undefined
  key: PublicJwk | undefined
  /** Positions of the events about the address asked for. */
  about: number[]
}

/** Why a log is not what was signed; the message names the first wrong record where that can be told. */
export class NotProved extends Error {
  override name = 'NotProved'
}

type Options = {
  /** Keys to believe; the file's own when absent. */
  keys?: PublicJwk[]
  /** An address, as kept for comparison: lower case, domain in ASCII. */
  address?: string
}

/** Verifies an export line by line, in constant memory. Throws `NotProved`. */
export async function verifyExport(
  lines: AsyncIterable<string>,
  { keys: believed, address }: Options = {},
): Promise<Verified> {
  let head: { keys: PublicJwk[]; note: string | null } | undefined
  let signed: Checkpoint | undefined
  let signer: PublicJwk | undefined
  let seq = 0
  let proved = 0
  let ended = false
  const peaks: Peak[] = []
  const notices = new Set<string>()
  const about: number[] = []

  const check = (checkpoint: Checkpoint) => {
    if (toBase64(rootOfPeaks(peaks)) === checkpoint.root) proved = checkpoint.size
    else
      throw new NotProved(
        `records ${proved + 1} to ${checkpoint.size}: at least one is not what was signed on ${checkpoint.at}`,
      )
  }

  for await (const text of lines) {
    if (text === '') continue
    const line = parse(text, seq)
    if (ended) throw new NotProved('there are lines after the end')
    if ('log' in line) {
      if (head || line.log.format !== 'aimant-consents/1')
        throw new NotProved('the first line is not the head of a log')
      head = { keys: believed ?? line.log.keys, note: line.log.note }
      if (head.note === null) continue
      signed = fromNote(head.note)
      signer = signed && (await signerOf(signed, head.keys))
      if (!signed || !signer) throw new NotProved('the checkpoint was not signed by the key')
      continue
    }
    if (!head) throw new NotProved('the first line is not the head of a log')
    if ('notice' in line) {
      const { id, snapshot } = line.notice
      if (sha256(canonicalJson(snapshot)) !== id) throw new NotProved(`notice ${id}: its text was changed`)
      notices.add(id)
    } else if ('event' in line) {
      const { event, hash, salt } = line
      seq++
      if (event.seq !== seq) throw new NotProved(`record ${seq} is not in its place: record ${event.seq} stands there`)
      const leaf = leafHash(new TextEncoder().encode(canonicalJson(event)))
      if (toBase64(leaf) !== hash) throw new NotProved(`record ${seq} was changed`)
      if (!notices.has(event.notice_id)) throw new NotProved(`record ${seq}: the notice it points at is missing`)
      append(peaks, leaf)
      if (address && salt && sha256(`${salt}:${address}`) === event.subject) about.push(seq)
    } else if ('checkpoint' in line) {
      const checkpoint = fromNote(line.checkpoint)
      if (checkpoint?.size !== seq) throw new NotProved(`after record ${seq}: not the checkpoint that belongs there`)
      // One signed by a key of long ago cannot be judged; what it would show, the latest shows too.
      if (await signerOf(checkpoint, head.keys)) check(checkpoint)
    } else {
      ended = true
    }
  }
  if (!head) throw new NotProved('the file is empty')
  const size = signed?.size ?? 0
  if (seq < size) throw new NotProved(`record ${seq + 1} is missing: the file ends after ${seq} of ${size}`)
  if (seq > size) throw new NotProved(`record ${size + 1} is one too many: ${size} were signed`)
  if (signed) check(signed)
  if (!ended) throw new NotProved('the file was cut short: its last line is missing')
  return { events: seq, at: signed?.at, key: signer, about }
}

/** The part of a certificate that proves it. */
export type ProvedRecords = {
  keys: PublicJwk[]
  checkpoint: { note: string }
  inclusions: Inclusion[]
  notices: { id: string; snapshot: unknown }[]
  openings: Record<string, string>
  address: string
}

/** Verifies each record of a certificate against its checkpoint, and whose they are. Throws `NotProved`. */
export async function verifyCertificate(
  records: ProvedRecords,
  { keys = records.keys }: Options = {},
): Promise<Verified> {
  const signed = fromNote(records.checkpoint.note)
  const key = signed && (await signerOf(signed, keys))
  if (!signed || !key) throw new NotProved('the checkpoint was not signed by the key')
  const notices = new Map(records.notices.map(({ id, snapshot }) => [id, sha256(canonicalJson(snapshot))]))
  for (const { event, proof } of records.inclusions) {
    const path = proof.map(hashFromBase64).filter((hash) => hash !== undefined)
    const leaf = leafHash(new TextEncoder().encode(canonicalJson(event)))
    const root = path.length === proof.length ? rootByInclusion(leaf, event.seq - 1, signed.size, path) : undefined
    if (!root || toBase64(root) !== signed.root)
      throw new NotProved(`record ${event.seq} is not what was signed on ${signed.at}`)
    if (notices.get(event.notice_id) !== event.notice_id)
      throw new NotProved(`record ${event.seq}: the text of its notice was changed`)
    if (sha256(`${records.openings[event.submission_id]}:${records.address}`) !== event.subject)
      throw new NotProved(`record ${event.seq} is not about ${records.address}`)
  }
  const about = records.inclusions.map(({ event }) => event.seq)
  return { events: about.length, at: signed.at, key, about }
}

const sha256 = (text: string) =>
  Array.from(createHash('sha256').update(text).digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')

const kinds = new Set(['log', 'notice', 'event,hash', 'event,hash,salt', 'checkpoint', 'end'])

// Strictly: a key said twice, or one nobody looks at, could tell a reader what was never signed.
function parse(text: string, seq: number): ExportLine {
  try {
    const line = parseStrictJson(text)
    if (line instanceof Object && kinds.has(Object.keys(line).sort().join())) return line as ExportLine
  } catch {}
  throw new NotProved(`after record ${seq}: a line that belongs to no log`)
}
