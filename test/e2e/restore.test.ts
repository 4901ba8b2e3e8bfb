// A restore as an owner would have to do it: an older copy of the database comes back while R2 stays as it is,
// `npm run restore` is run, killed in the middle, and run again.
import { spawn } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { unsubscribeLink } from '../../worker/consent/rights/unsubscribe-link.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { deliver, type Prepared, prepare } from '../support/sender.ts'
import { linkOf } from '../support/visitor.ts'

let state: string
let dir: string
let aimant: Aimant
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'restore-'))
  dir = join(state, 'v3')
  aimant = await startAimant({ dir })
})
afterAll(async () => {
  await aimant?.stop()
  await rm(state, { recursive: true, force: true })
})

const database = () => join(dir, 'd1')
const copy = () => join(state, 'copy')

/** Puts Aimant's database aside or back, with nobody using it meanwhile. */
async function whileStopped(work: () => Promise<void>) {
  await aimant.stop()
  await work()
  aimant = await startAimant({ dir, seedDemo: false, migrate: false })
}

async function submitted(visitor: Prepared) {
  const accepted = await deliver(aimant.url, visitor)
  if (!accepted) throw new Error('not accepted')
  const { pathname: screen } = new URL(accepted.rights!)
  const { pathname: file } = new URL(linkOf(accepted))
  return { ...visitor, screen, file }
}

const path = (link: string) => new URL(link).pathname
const now = () => new Date().toISOString()
const mailed = async ({ id }: Prepared) => path(await rightsLink({ SECRET: secret }, aimant.url, id, now()))
const wayOut = async ({ id }: Prepared) =>
  path(await unsubscribeLink({ SECRET: secret }, aimant.url, id, now(), 'newsletter'))

let block = 0
async function click(at: string, body: Record<string, string> = {}) {
  const from = `10.77.${++block}.1`
  const init = { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' as const }
  const { status } = await fetch(aimant.url + at, { ...init, headers: { 'cf-connecting-ip': from } })
  expect(status).toBeLessThan(400)
}

/** `npm run restore` on this state; with `until`, killed without warning as soon as that is so. */
async function restore(until?: () => boolean): Promise<{ code: number | null; said: string }> {
  const args = ['run', '--silent', 'restore', '--', '--state', state]
  const child = spawn('npm', args, { cwd: join(import.meta.dirname, '../..'), detached: true })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const watch = setInterval(() => until?.() && process.kill(-child.pid!, 'SIGKILL'), 25)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (code) throw new Error(complaint)
  return { code, said }
}

/** How many there are by now. Counted in a copy: whoever reads the file itself holds it, and the one who opens it meanwhile fails. */
async function counter(sql: string): Promise<() => number | undefined> {
  const folder = join(database(), 'miniflare-D1DatabaseObject')
  const name = (await readdir(folder)).find((file) => /^[0-9a-f]{64}\.sqlite$/.test(file))!
  const look = join(state, 'look.sqlite')
  return () => {
    try {
      for (const part of ['', '-wal']) copyFileSync(join(folder, name + part), look + part)
      const file = new DatabaseSync(look)
      const row = file.prepare(`SELECT count(*) AS n FROM ${sql}`).get()
      file.close()
      return Number(row?.n)
    } catch {
      // Being written to at this very moment.
      return undefined
    } finally {
      for (const part of ['', '-wal', '-shm']) rmSync(look + part, { force: true })
    }
  }
}

type Lead = { id: string; consents: string }
async function people() {
  const leads = await aimant.query<Lead>('SELECT id, consents FROM lead')
  const newsletter = ({ consents }: Lead) => JSON.parse(consents).newsletter.state as string
  return Object.fromEntries(leads.map((lead) => [lead.id, newsletter(lead)]))
}
const list = () => aimant.query('SELECT subject, purpose, state FROM suppression ORDER BY subject, purpose')

test('whoever was erased stays erased and whoever withdrew has withdrawn, also when it is killed in the middle', async () => {
  const visitors = await prepare(aimant.url, 60)
  const [before, later] = [visitors.slice(0, 50), visitors.slice(50)]
  const known = await Promise.all(before.map(submitted))
  const [untouched, byMail, bySecondMail, byHeader, onScreen, deleted, ...erased] = known
  await whileStopped(() => cp(database(), copy(), { recursive: true }))

  // What happened since the copy was made.
  const [staying, leaving, again] = later as [Prepared, Prepared, Prepared]
  await submitted(staying)
  const left = await submitted(leaving)
  await click(`${await mailed(left)}/erase`, { sure: 'yes' })
  await click(`${await mailed(byMail!)}/withdraw`, { purpose: 'newsletter' })
  const second = await submitted({ ...again, body: again.body.replace(again.email, bySecondMail!.email) })
  await click(`${await mailed(second)}/withdraw`, { purpose: 'newsletter' })
  await click(await wayOut(byHeader!), { 'List-Unsubscribe': 'One-Click' })
  await click(`${onScreen!.screen}/withdraw`, { purpose: 'newsletter' })
  const authorization = `Bearer ${await aimant.token('leads:write')}`
  await fetch(`${aimant.url}/api/v1/leads/${deleted!.id}`, { method: 'DELETE', headers: { authorization } })
  for (const person of erased) await click(`${await mailed(person)}/erase`, { sure: 'yes' })
  await aimant.tick()
  const [everybody, listed] = [await people(), await list()]
  expect(everybody).toEqual({
    [untouched!.id]: 'given',
    [byMail!.id]: 'withdrawn',
    [bySecondMail!.id]: 'withdrawn',
    [byHeader!.id]: 'withdrawn',
    [onScreen!.id]: 'withdrawn',
    [staying.id]: 'given',
  })

  // The older copy brings all of it back; killed half-way, it is half-way.
  await whileStopped(async () => {
    await rm(database(), { recursive: true })
    await cp(copy(), database(), { recursive: true })
    const leads = await counter('lead')
    expect(leads()).toBe(50)
    const killed = await restore(() => (leads() ?? 50) < 45)
    expect(killed).toEqual({ code: null, said: '' })
    expect(leads()).toBeGreaterThan(5)
    expect(await restore()).toEqual({
      code: 0,
      said: '✓ 46 erasures, 0 erased submissions and 4 withdrawals hold again\n',
    })
  })

  // Who came after the copy is lost with the database of that time; everybody else is as they were.
  const { [staying.id]: _, ...others } = everybody
  expect(await people()).toEqual(others)
  expect(await list()).toEqual(listed)
  for (const person of [...erased, left, deleted!]) {
    expect((await fetch(aimant.url + person.file)).status).toBe(404)
  }
  expect((await fetch(aimant.url + untouched!.file)).status).toBe(200)
  const kept = JSON.stringify(await aimant.query('SELECT * FROM lead JOIN submission ON submission.lead_id = lead.id'))
  for (const { email } of [...erased, left, deleted!]) expect(kept).not.toContain(email)
}, 180_000)
