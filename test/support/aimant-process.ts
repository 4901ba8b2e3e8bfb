// A process of its own that runs the built Worker in workerd on a direct socket, for tests that start, stop and kill it.
// Not through `wrangler dev`: its proxy costs many times the runtime under it.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response } from 'miniflare'
import type { Env } from '../../worker/env.ts'
import { type Meta, type Order, type Report, type Row, type Started, secret } from './aimant.ts'

const root = join(import.meta.dirname, '../..')
const options: Started = JSON.parse(process.argv[2]!)
let { faults = {} } = options
const asked = new Map<string, { events: number; roundTrips: number }>()

type Settings = ReturnType<typeof import('wrangler').unstable_getMiniflareWorkerOptions>['workerOptions']

/** As wrangler reads them: once, since loading wrangler takes as long as starting the Worker. */
async function workerSettings(): Promise<Settings> {
  const known = await readFile(options.settings, 'utf8').catch(() => undefined)
  if (known) return JSON.parse(known)
  const { unstable_getMiniflareWorkerOptions } = await import('wrangler')
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.jsonc'))
  await writeFile(options.settings, JSON.stringify(workerOptions))
  return workerOptions
}

/** What the faulty Worker asks: how to fail; and what it tells: what it asked of D1. */
async function faultsService(request: { method: string; json(): Promise<unknown> }) {
  if (request.method !== 'POST') return Response.json(faults)
  const { what, roundTrips } = (await request.json()) as { what: string; roundTrips: number }
  const before = asked.get(what) ?? { events: 0, roundTrips: 0 }
  asked.set(what, { events: before.events + 1, roundTrips: before.roundTrips + roundTrips })
  return Response.json({})
}

async function bundledModules(dir: string) {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.js') || name.endsWith('.txt'))
  const isMain = (name: string) => name.endsWith('.js')
  return files
    .sort((a, b) => Number(isMain(b)) - Number(isMain(a)))
    .map((name) => ({ type: isMain(name) ? ('ESModule' as const) : ('Text' as const), path: join(dir, name) }))
}

async function migrate(db: D1Database) {
  // As wrangler makes it, so that wrangler can go on from here.
  await db
    .prepare(`
      CREATE TABLE IF NOT EXISTS d1_migrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT UNIQUE,
        applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
      )`)
    .run()
  const { results } = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const applied = new Set(results.map((row) => row.name))
  const { unstable_splitSqlQuery } = await import('wrangler')
  const folder = join(root, 'worker/migrations')
  for (const name of (await readdir(folder)).sort()) {
    if (applied.has(name)) continue
    const statements = unstable_splitSqlQuery(await readFile(join(folder, name), 'utf8'))
    const done = db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)
    await db.batch([...statements.map((sql) => db.prepare(sql)), done])
  }
}

const { modulesRules: _, bindings, serviceBindings, ...worker } = await workerSettings()
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    ...worker,
    log: new Log(options.verbose ? LogLevel.DEBUG : LogLevel.NONE),
    modules: await bundledModules(
      join(root, options.faulty ? 'dist/faulty-worker' : (options.bundle ?? 'dist/worker')),
    ),
    modulesRoot: root,
    bindings: { ...(bindings as object), SECRET: secret, ...options.vars },
    serviceBindings: { ...(serviceBindings as object), ...(options.faulty && { FAULTS: faultsService }) },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port ?? 0 }],
    stripCfConnectingIp: false,
    resourcePersistencePath: options.dir,
  }),
)

// Not waited for where nothing is to be put in: visitors do without.
const binding = miniflare.getBindings<Env>()
if (options.migrate) await migrate((await binding).DB)
if (options.seedDemo) {
  const { seedDemoOnce } = await import('../../scripts/demo.ts')
  await seedDemoOnce(await binding)
}
if (options.leads) {
  const { believableLeads } = await import('../../scripts/believable-leads.ts')
  await believableLeads((await binding).DB, { count: options.leads })
}

const report = (message: Report) => process.send?.(message)

async function answer(order: Order): Promise<{ rows: Row[]; meta?: Meta }> {
  if (order.kind === 'query') {
    const { DB } = await binding
    const { results, meta } = await DB.prepare(order.sql)
      .bind(...order.params)
      .all<Row>()
    return { rows: results, meta: { rowsRead: meta.rows_read, rowsWritten: meta.rows_written } }
  }
  if (order.kind === 'faults') {
    faults = order.faults
    return { rows: [] }
  }
  if (order.kind === 'asked') return { rows: [...asked].map(([what, sums]) => ({ what, ...sums })) }
  const worker = await miniflare.getWorker()
  if (order.kind === 'deliver') {
    const messages = order.bodies.map((body, n) => ({ id: `${n}`, timestamp: new Date(), attempts: 1, body }))
    const { outcome, retryBatch, retryMessages } = await worker.queue(order.queue, messages)
    const isAll = outcome !== 'ok' || retryBatch.retry
    return { rows: [{ again: isAll ? messages.length : retryMessages.length }] }
  }
  const scheduledTime = order.at === undefined ? undefined : new Date(order.at)
  const { outcome } = await worker.scheduled({ cron: '* * * * *', scheduledTime })
  if (outcome !== 'ok') throw new Error(`scheduled: ${outcome}`)
  return { rows: [] }
}

process.on('message', (order: Order) =>
  answer(order).then(
    (answered) => report({ id: order.id, ...answered }),
    (error) => report({ id: order.id, error: String(error) }),
  ),
)

const stop = async () => {
  await miniflare.dispose()
  process.exit(0)
}
process.on('SIGTERM', stop)
// Whoever started this is gone: nothing may be left behind.
process.on('disconnect', stop)

report({ ready: (await miniflare.unsafeGetDirectURL()).href })
