// An exported log in a stranger's hands: the verifier runs as its own process, without packages, on what Aimant really exported.
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../../contract/consent-log.ts'
import { signCheckpoint, toNote } from '../../worker/consent/log/checkpoint.ts'
import { hashOfEvent } from '../../worker/consent/log/leaf.ts'
import { append, type Peak, rootOfPeaks, toBase64 } from '../../worker/consent/log/merkle.ts'
import type { ExportLine } from '../../worker/consent/log/verify.ts'
import { signingKey } from '../../worker/lib/signing-key.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { deliver, type Prepared, prepare } from '../support/sender.ts'

const root = join(import.meta.dirname, '../..')
/** All the verifier is made of. */
const parts = ['scripts/verify-consents.ts', 'worker/consent/log', 'worker/lib/json.ts']

let aimant: Aimant
let home: string
let visitors: Prepared[]
let lines: string[]
let keys: string

const api = async (path: string) => {
  const response = await fetch(`${aimant.url}${path}`, {
    headers: { authorization: `Bearer ${await aimant.token('leads:read')}` },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.text()
}

beforeAll(async () => {
  aimant = await startAimant()
  home = await mkdtemp(join(tmpdir(), 'verifier-'))
  for (const part of parts) await cp(join(root, part), join(home, part), { recursive: true })
  await writeFile(join(home, 'package.json'), '{"type":"module"}')
  visitors = await prepare(aimant.url, 5)
  for (const [n, visitor] of visitors.entries()) {
    await deliver(aimant.url, visitor)
    if (n === 1 || n === 4) await aimant.tick()
  }
  lines = (await api('/api/v1/consents/export?openings=yes')).trimEnd().split('\n')
  keys = join(home, 'jwks.json')
  await writeFile(keys, await api('/.well-known/jwks.json'))
})
afterAll(async () => {
  await aimant?.stop()
  await rm(home, { recursive: true, force: true })
})

let files = 0

async function verify(text: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const file = join(home, `export-${++files}`)
  await writeFile(file, text)
  const program = join(home, 'scripts/verify-consents.ts')
  return new Promise((resolve) => {
    execFile(process.execPath, [program, file, ...args], { cwd: home }, (error, out) =>
      resolve({ code: error ? Number(error.code) : 0, said: out }),
    )
  })
}

const whole = (list: string[]) => `${list.join('\n')}\n`
const isEvent = (line: string) => line.startsWith('{"event"')
const eventAt = (seq: number) =>
  lines.findIndex((line) => line.startsWith(`{"event":`) && JSON.parse(line).event.seq === seq)
const events = () => lines.filter(isEvent).length
/** An event's line after `change`; with `rehash`, by somebody who knows how the hash beside it is made. */
function forged(line: string, change: Partial<LoggedEvent>, rehash: boolean): string {
  const { event, hash, salt }: Extract<ExportLine, { event: unknown }> = JSON.parse(line)
  const changed = { ...event, ...change }
  return JSON.stringify({ event: changed, hash: rehash ? toBase64(hashOfEvent(changed)) : hash, salt })
}
const renumbered = (list: string[]) => {
  let seq = 0
  return list.map((line) => (isEvent(line) ? forged(line, { seq: ++seq }, true) : line))
}

describe('an exported consent log', () => {
  it('is verified as it is, by the key in it or by the one published', async () => {
    const own = await verify(whole(lines))
    expect(own).toMatchObject({ code: 0, said: expect.stringContaining(`✓ ${events()} records, exactly as signed on`) })
    expect(own.said).toContain('compare it with the one published')
    expect(await verify(whole(lines), '--key', keys)).toMatchObject({
      code: 0,
      said: expect.stringContaining('by the key given'),
    })
    expect(lines.filter((line) => line.startsWith('{"checkpoint"'))).toHaveLength(1)
  })

  it('tells which records are about an address, however it is spelt', async () => {
    const { said } = await verify(whole(lines), '--address', visitors[1]!.email.toUpperCase())
    const own = lines
      .filter(isEvent)
      .map((line) => JSON.parse(line).event)
      .filter((event) => event.submission_id === visitors[1]!.id)
    expect(own.length).toBeGreaterThan(0)
    expect(said).toContain(`: ${own.map((event) => event.seq).join(', ')}`)
    expect((await verify(whole(lines), '--address', 'nobody@example.fr')).said).toContain('none can be opened')
  })

  it.each<[name: string, change: () => string[], said: RegExp]>([
    [
      'a changed record',
      () => lines.with(eventAt(3), forged(lines[eventAt(3)]!, { state: 'withdrawn' }, false)),
      /record 3 was changed/,
    ],
    [
      'a changed record with its hash made good',
      () => lines.with(eventAt(3), forged(lines[eventAt(3)]!, { state: 'withdrawn' }, true)),
      /records 1 to \d+: at least one is not what was signed/,
    ],
    [
      'a late record with its hash made good',
      () =>
        lines.with(
          eventAt(events()),
          forged(lines[eventAt(events())]!, { state: 'given', at: '2020-01-01T00:00:00.000Z' }, true),
        ),
      /records [2-9]\d* to \d+: at least one is not what was signed/,
    ],
    ['a removed record', () => lines.toSpliced(eventAt(2), 1), /record 2 is not in its place: record 3 stands there/],
    [
      'a removed record, the others moved up',
      () => renumbered(lines.toSpliced(eventAt(2), 1)),
      /after record \d+: not the checkpoint that belongs there/,
    ],
    ['a removed last record', () => lines.toSpliced(eventAt(events()), 1), /record \d+ is missing/],
    [
      'two records the other way round',
      () => lines.with(eventAt(2), lines[eventAt(3)]!).with(eventAt(3), lines[eventAt(2)]!),
      /record 2 is not in its place: record 3 stands there/,
    ],
    [
      'two records the other way round, renumbered',
      () => renumbered(lines.with(eventAt(2), lines[eventAt(3)]!).with(eventAt(3), lines[eventAt(2)]!)),
      /records 1 to \d+/,
    ],
    [
      'an inserted record',
      () => lines.toSpliced(eventAt(3), 0, lines[eventAt(2)]!),
      /record 3 is not in its place: record 2 stands there/,
    ],
    [
      'an inserted record, the others moved down',
      () => renumbered(lines.toSpliced(eventAt(3), 0, lines[eventAt(2)]!)),
      /after record \d+: not the checkpoint that belongs there/,
    ],
    [
      'a record added at the end',
      () => lines.toSpliced(-1, 0, forged(lines[eventAt(1)]!, { seq: events() + 1 }, true)),
      /record \d+ is one too many/,
    ],
    [
      'the words of a notice changed',
      () => lines.map((line) => (line.startsWith('{"notice"') ? line.replace('"title":"', '"title":"Autre ') : line)),
      /notice [0-9a-f]{64}: its text was changed/,
    ],
    [
      'a notice left out',
      () => lines.filter((line) => !line.startsWith('{"notice"')),
      /record 1: the notice it points at is missing/,
    ],
    [
      'words slipped in beside a record',
      () => lines.with(eventAt(2), lines[eventAt(2)]!.replace('"hash"', '"remark":"x","hash"')),
      /after record 1: a line that belongs to no log/,
    ],
    [
      'a key said twice',
      () => lines.with(eventAt(2), lines[eventAt(2)]!.replace('{"event":{', '{"event":{"state":"withdrawn",')),
      /after record 1: a line that belongs to no log/,
    ],
    [
      'the date of the checkpoint changed',
      () => lines.with(0, lines[0]!.replace(/\\n2\d{3}-/, '\\n2020-')),
      /the checkpoint was not signed by the key/,
    ],
    ['the file cut short', () => lines.slice(0, -1), /cut short/],
    ['something else entirely', () => ['hello'], /a line that belongs to no log/],
  ])('with %s is refused, and says where', async (_, change, said) => {
    const verdict = await verify(whole(change()), '--key', keys)
    expect(verdict).toMatchObject({ code: 1, said: expect.stringMatching(said) })
    expect(verdict.said).toMatch(/^✗ /)
  })

  it('made anew by somebody with a key of their own is refused by the published key', async () => {
    const peaks: Peak[] = []
    const forgery = renumbered(lines.toSpliced(eventAt(2), 1)).filter((line) => !line.startsWith('{"checkpoint"'))
    for (const line of forgery.filter(isEvent)) append(peaks, hashOfEvent(JSON.parse(line).event))
    const key = await signingKey('the-secret-of-a-forger-0123456789abcdefghijklmnopqrstuvwxyz', 'consents')
    const facts = { size: events() - 1, root: toBase64(rootOfPeaks(peaks)), at: new Date().toISOString() }
    const head = JSON.parse(forgery[0]!)
    forgery[0] = JSON.stringify({
      log: { ...head.log, keys: [key.public], note: toNote(await signCheckpoint(key, facts)) },
    })
    expect(await verify(whole(forgery))).toMatchObject({
      code: 0,
      said: expect.stringContaining('compare it with the one published'),
    })
    expect(await verify(whole(forgery), '--key', keys)).toMatchObject({
      code: 1,
      said: expect.stringContaining('not signed by the key'),
    })
  })
})

describe('a certificate in JSON', () => {
  it('is verified by the same program, and refused once changed', async () => {
    const certificate = await api(`/api/v1/leads/${visitors[0]!.id}/certificate?format=json`)
    expect(await verify(certificate, '--key', keys)).toMatchObject({
      code: 0,
      said: expect.stringContaining('exactly as signed'),
    })
    expect(
      await verify(certificate.replaceAll('"state": "given"', '"state": "confirmed"'), '--key', keys),
    ).toMatchObject({ code: 1 })
  })
})
