// A running Aimant for tests: the production bundle in workerd, its state in a folder of its own,
// in a process group that can be killed without warning and started again on the same state.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scope } from '../../contract/team-names.ts'
import { firstSite } from '../../worker/site/settings.ts'
import { newApiToken } from '../../worker/team/api-token.ts'
import { firstOwner } from '../../worker/team/member.ts'
import { addressOfLink, newOwnersLink } from '../../worker/team/sign-in-link.ts'
import type { Faults } from './faults.ts'
import { copyState, type FirstState, firstState } from './first-state.ts'

export type StartOptions = {
  /** Where the state lies; a fresh temporary folder, removed by `stop()`, when absent. */
  dir?: string
  /** A free one when absent. */
  port?: number
  /** Whether the demo's site, forms and magnets are there. On by default. */
  seedDemo?: boolean
  /** So many believable leads are there as well. */
  leads?: number
  migrate?: boolean
  /** Runs the bundle whose bindings can be made to fail: see `fail()`. */
  faulty?: boolean
  /** How they fail from the first moment. */
  faults?: Faults
  /** Folder of another bundle than dist/worker. */
  bundle?: string
  /** Settings, as `MAIL_URL` is one. */
  vars?: Record<string, string>
  /** Shows what workerd says. */
  verbose?: boolean
}

/** What tickets and links are signed with in tests. */
export const secret = 'for-tests-only-0123456789abcdefghijklmnopqrstuvwxyz'

type Param = string | number | null
export type Row = Record<string, string | number | null>
export type Order =
  | { id: number; kind: 'query'; sql: string; params: Param[] }
  | { id: number; kind: 'faults'; faults: Faults }
  | { id: number; kind: 'tick'; at?: number }
  | { id: number; kind: 'deliver'; queue: string; bodies: unknown[] }
  | { id: number; kind: 'asked' }
export type Meta = { rowsRead: number; rowsWritten: number }
export type Report = { ready: string } | { id: number; rows: Row[]; meta?: Meta } | { id: number; error: string }

export type Aimant = Awaited<ReturnType<typeof startAimant>>
/** What the process beside the Worker is told. */
export type Started = StartOptions & { dir: string; settings: string }

/** Starts Aimant and waits until it answers. `stop()` it in `afterAll`. */
export async function startAimant(options: StartOptions = {}) {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'aimant-')))
  const first = await firstState(makeFirst)
  const { settings } = first
  const wanted = { seedDemo: true, migrate: true, ...options, dir, settings }
  const isUsual = wanted.seedDemo && wanted.migrate && (await readdir(dir).catch(() => [])).length === 0
  if (isUsual) await copyState(first, dir)
  let running = await launch({ ...wanted, ...(isUsual && { seedDemo: false, migrate: false }) })
  const { port } = new URL(running.url)
  let { faults = {} } = options

  async function query<T extends Row = Row>(sql: string, ...params: Param[]): Promise<T[]> {
    return (await running.ask({ kind: 'query', sql, params })).rows as T[]
  }

  return {
    /** `http://127.0.0.1:PORT`, the same after a restart. */
    url: running.url,
    dir,
    /** Node's and workerd's process ids share this group. */
    pid: () => running.child.pid,
    /** Asks the database itself. */
    query,
    /** What a statement cost, by D1's own count. */
    cost: async (sql: string, ...params: Param[]) => (await running.ask({ kind: 'query', sql, params })).meta,
    /** From now on these bindings fail, after a restart too; `fail({})` mends them. Only with `faulty`. */
    async fail(wanted: Faults) {
      faults = wanted
      await running.ask({ kind: 'faults', faults })
    },
    /** What the cron trigger does every minute, done now, or as at a moment in ms. */
    tick: async (at?: number) => void (await running.ask({ kind: 'tick', at })),
    /** Hands these messages to the queue's consumer at once, as one batch; gives how many it left to be delivered again. */
    async deliver(queue: string, bodies: unknown[]): Promise<number> {
      const { rows } = await running.ask({ kind: 'deliver', queue, bodies })
      return Number(rows[0]?.again)
    },
    /** How often what no answer leaves (a queue's name, `scheduled`) ran since the last start, and what it asked of D1. Only with `faulty`. */
    asked: async () =>
      (await running.ask({ kind: 'asked' })).rows as { what: string; events: number; roundTrips: number }[],
    /** A fresh one-time sign-in link for the owner. */
    async signIn(): Promise<string> {
      const { token, statement } = await newOwnersLink(Date.now())
      for (const { sql, params } of [firstSite(Date.now()), firstOwner(Date.now()), statement])
        await query(sql, ...params)
      return addressOfLink(running.url, token)
    },
    /** A bearer token for the API. */
    async token(...scopes: Scope[]): Promise<string> {
      const { token, statement } = await newApiToken('test', scopes, Date.now())
      await query(statement.sql, ...statement.params)
      return token
    },
    /** Ends the whole process group at once, workerd included, as a power cut would. */
    async kill() {
      const gone = exited(running.child)
      process.kill(-running.child.pid!, 'SIGKILL')
      await gone
    },
    /** Starts again on the same state and port. */
    async restart() {
      await running.end()
      const again = { port: Number(port), seedDemo: false, migrate: false, leads: 0 }
      running = await launch({ ...wanted, ...again, faults })
    },
    async stop() {
      await running.end()
      if (!options.dir) await rm(dir, { recursive: true, force: true })
    },
  }
}

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()))

async function makeFirst({ state, settings }: FirstState): Promise<void> {
  const { end } = await launch({ dir: state, settings, seedDemo: true, migrate: true, bundle: 'dist/worker' })
  await end()
}

async function launch(options: Started) {
  const program = join(import.meta.dirname, 'aimant-process.ts')
  const child = spawn(process.execPath, [program, JSON.stringify(options)], {
    detached: true,
    // So that the mail server of the tests, on this machine, is believed to be itself.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(import.meta.dirname, 'localhost.pem') },
    stdio: ['ignore', options.verbose ? 'inherit' : 'ignore', 'pipe', 'ipc'],
  })
  let complaints = ''
  child.stderr?.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-8_000)
    if (options.verbose) process.stderr.write(chunk)
  })

  const waiting = new Map<
    number,
    { resolve: (answer: { rows: Row[]; meta?: Meta }) => void; reject: (e: Error) => void }
  >()
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`Aimant ended (${signal ?? code})\n${complaints}`)))
    child.on('message', (report: Report) => {
      if ('ready' in report) return resolve(new URL(report.ready).origin)
      const asked = waiting.get(report.id)
      waiting.delete(report.id)
      if ('error' in report) asked?.reject(new Error(report.error))
      else asked?.resolve(report)
    })
  })
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`Aimant ended\n${complaints}`))
  })

  let orders = 0
  type NewOrder = Order extends infer O ? (O extends Order ? Omit<O, 'id'> : never) : never
  return {
    child,
    url,
    ask: (order: NewOrder) =>
      new Promise<{ rows: Row[]; meta?: Meta }>((resolve, reject) => {
        const id = ++orders
        waiting.set(id, { resolve, reject })
        child.send({ ...order, id })
      }),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = exited(child)
      child.kill('SIGTERM')
      await gone
    },
  }
}
