// A process of its own that runs the built Worker in workerd on a direct socket, for tests that start, stop and kill it.
// Not through `wrangler dev`: its proxy costs many times the runtime under it.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from 'wrangler'
import { believableLeads } from '../../scripts/believable-leads.ts'
import type { Env } from '../../worker/env.ts'
import { type Faults, type Order, type Report, type Row, type StartOptions, secret } from './aimant.ts'

const root = join(import.meta.dirname, '../..')
const options: StartOptions = JSON.parse(process.argv[2] ?? '{}')
let faults: Faults = {}

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
  const folder = join(root, 'worker/migrations')
  for (const name of (await readdir(folder)).sort()) {
    if (applied.has(name)) continue
    const statements = unstable_splitSqlQuery(await readFile(join(folder, name), 'utf8'))
    const done = db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)
    await db.batch([...statements.map((sql) => db.prepare(sql)), done])
  }
}

const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.jsonc'))
const { modulesRules: _, bindings, serviceBindings, ...worker } = workerOptions
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    ...worker,
    log: new Log(options.verbose ? LogLevel.DEBUG : LogLevel.NONE),
    modules: await bundledModules(
      join(root, options.faulty ? 'dist/faulty-worker' : (options.bundle ?? 'dist/worker')),
    ),
    modulesRoot: root,
    bindings: { ...(bindings as object), SECRET: secret, ...options.vars },
    serviceBindings: { ...(serviceBindings as object), ...(options.faulty && { FAULTS: () => Response.json(faults) }) },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port ?? 0 }],
    stripCfConnectingIp: false,
    resourcePersistencePath: options.dir,
  }),
)

const env = await miniflare.getBindings<Env>()
if (options.migrate) await migrate(env.DB)
if (options.seedDemo) {
  const { seedDemoOnce } = await import('../../scripts/demo.ts')
  await seedDemoOnce(env)
}
if (options.leads) await believableLeads(env.DB, { count: options.leads })

const report = (message: Report) => process.send?.(message)

process.on('message', async (order: Order) => {
  try {
    if (order.kind === 'query') {
      const { results, meta } = await env.DB.prepare(order.sql)
        .bind(...order.params)
        .all<Row>()
      report({ id: order.id, rows: results, meta: { rowsRead: meta.rows_read, rowsWritten: meta.rows_written } })
    } else if (order.kind === 'tick') {
      const worker = await miniflare.getWorker()
      const { outcome } = await worker.scheduled({ cron: '* * * * *' })
      if (outcome !== 'ok') throw new Error(`scheduled: ${outcome}`)
      report({ id: order.id, rows: [] })
    } else {
      faults = order.faults
      report({ id: order.id, rows: [] })
    }
  } catch (error) {
    report({ id: order.id, error: String(error) })
  }
})

const stop = async () => {
  await miniflare.dispose()
  process.exit(0)
}
process.on('SIGTERM', stop)
// Whoever started this is gone: nothing may be left behind.
process.on('disconnect', stop)

report({ ready: (await miniflare.unsafeGetDirectURL()).href })
