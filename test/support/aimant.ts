// A running Aimant for tests: the production bundle in workerd, its state in a folder of its own,
// in a process group that can be killed without warning and started again on the same state.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scope } from '../../contract/team-names.ts'
import { firstSite } from '../../worker/site/settings.ts'
import { newApiToken } from '../../worker/team/api-token.ts'
import { firstOwner } from '../../worker/team/member.ts'
import { addressOfLink, newOwnersLink } from '../../worker/team/sign-in-link.ts'

/** `down`: refuses before anything happens. `lost`: does it, then the answer is lost. `overloaded`: D1 refuses as it does when overloaded. */
export type Fault = 'down' | 'lost' | 'overloaded'
export type Faults = { DB?: Fault; INTAKE?: Fault; OUTBOX?: Fault; FILES?: Fault }

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
  | { id: number; kind: 'tick' }
type Meta = { rowsRead: number; rowsWritten: number }
export type Report = { ready: string } | { id: number; rows: Row[]; meta?: Meta } | { id: number; error: string }

export type Aimant = Awaited<ReturnType<typeof startAimant>>

/** Starts Aimant and waits until it answers. `stop()` it in `afterAll`. */
export async function startAimant(options: StartOptions = {}) {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'aimant-')))
  let running = await launch({ seedDemo: true, migrate: true, ...options, dir })
  const { port } = new URL(running.url)

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
    /** From now on these bindings fail; `fail({})` mends them. Only with `faulty`. */
    fail: async (faults: Faults) => void (await running.ask({ kind: 'faults', faults })),
    /** What the cron trigger does every minute, done now. */
    tick: async () => void (await running.ask({ kind: 'tick' })),
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
      running = await launch({ ...options, dir, port: Number(port), seedDemo: false, migrate: false, leads: 0 })
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

async function launch(options: StartOptions & { dir: string }) {
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
