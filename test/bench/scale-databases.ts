// Several databases by site: the same submissions to one Worker over one, two, four and eight, each as slow as one of D1's may be.
import { copyFile, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { root } from '../../scripts/run.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { databaseFile } from './growth.ts'
import { type Ask, inTurns, median, perSecond } from './measure.ts'
import { placeOf } from './scale-place.ts'
import { seeded } from './seeded.ts'
import { guide, submissionsTo } from './submissions.ts'
import type { Line } from './table.ts'

/** So slow that databases are scarce on any machine that has something else to do as well. */
const serviceMs = 200
/** For each database; few enough that none waits so long that its submission goes to the queue. */
const clients = 8
const sites = 64

type D1 = string | { id: string }

async function over(dir: string, databases: number) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.jsonc'))
  const { modulesRules: _, bindings, ...worker } = workerOptions
  const more = Object.fromEntries(Array.from({ length: databases - 1 }, (_, i) => [`DB_${i + 1}`, `copy-${i + 1}`]))
  const folder = join(root, 'dist/scale-worker')
  const files = (await readdir(folder)).filter((name) => /\.(js|txt)$/.test(name))
  const modules = await Promise.all(
    files
      .toSorted((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js')))
      .map(async (name) => ({
        type: name.endsWith('.js') ? ('ESModule' as const) : ('Text' as const),
        path: join(folder, name),
        contents: await readFile(join(folder, name), 'utf8'),
      })),
  )
  return new Miniflare(
    convertV4MiniflareOptions({
      ...worker,
      log: new Log(LogLevel.NONE),
      handleStructuredLogs: () => undefined,
      modules,
      modulesRoot: root,
      d1Databases: { ...(worker.d1Databases as Record<string, D1>), ...more },
      bindings: {
        ...(bindings as object),
        SECRET: secret,
        MAIL_URL: 'smtp://localhost',
        DATABASES: databases,
        SERVICE_MS: serviceMs,
      },
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      stripCfConnectingIp: false,
      resourcePersistencePath: dir,
    }),
  )
}

/** A folder with as many copies of the demo's database as asked. */
async function copies(databases: number): Promise<string> {
  const dir = await seeded(1_000)
  const original = databaseFile(dir)
  const making = await over(dir, databases)
  const env = await making.getBindings<Record<string, D1Database>>()
  // A database's file is there once it was asked something.
  for (let i = 1; i < databases; i++) await env[`DB_${i}`]!.prepare('CREATE TABLE made (x)').run()
  await making.dispose()
  for (const name of await readdir(dirname(original))) {
    const file = join(dirname(original), name)
    if (!/^[0-9a-f]{64}\.sqlite$/.test(name) || file === original) continue
    await copyFile(original, file)
    for (const left of ['-wal', '-shm']) {
      // What was written to the empty one must not be read into the copy.
      await copyFile(original + left, file + left).catch(() => undefined)
    }
  }
  return dir
}

export async function databases(quick: boolean): Promise<Line[]> {
  const counts = [1, 2, 4, 8]
  const [rounds, each] = quick ? [2, 24] : [4, 64]
  const running: { count: number; asks: Ask[]; miniflare: Miniflare }[] = []
  const aimant = await startAimant({ dir: await seeded(1_000), seedDemo: false, migrate: false })
  try {
    const form = await guide(aimant)
    for (const count of counts) {
      const miniflare = await over(await copies(count), count)
      const url = (await miniflare.unsafeGetDirectURL()).href.replace(/\/$/, '')
      const asks = await submissionsTo({ ...aimant, url } as Aimant, form, (rounds + 1) * each * count)
      const ofSites = asks.map((ask, n) => ({ ...ask, headers: { ...ask.headers, 'x-site': `site-${n % sites}` } }))
      running.push({ count, asks: ofSites, miniflare })
    }
    for (const { count, asks } of running) await perSecond(asks.splice(0, each * count), clients * count)
    const figures = await inTurns(
      rounds,
      Object.fromEntries(
        running.map(({ count, asks }) => [`${count}`, () => perSecond(asks.splice(0, each * count), clients * count)]),
      ),
    )
    const [one = 0, ...others] = counts.map((count) => median(figures[`${count}`] ?? []))
    return [
      { what: `submissions/s of one database that takes ${serviceMs} ms a batch`, here: one.toFixed(0) },
      ...others.map(
        (rate, i): Line => ({
          what: `the same over ${counts[i + 1]}, ${sites} sites spread by hash (the fullest has ${fullest(counts[i + 1]!)} %)`,
          here: rate.toFixed(0),
          floor: one.toFixed(0),
          ratio: rate / one,
        }),
      ),
    ]
  } finally {
    await Promise.all([aimant.stop(), ...running.map(({ miniflare }) => miniflare.dispose())])
  }
}

/** The share of the sites, in %, that the fullest database has. */
function fullest(count: number): string {
  const had = new Map<number, number>()
  for (let n = 0; n < sites; n++) {
    const place = placeOf(`site-${n}`, count)
    had.set(place, (had.get(place) ?? 0) + 1)
  }
  return ((Math.max(...had.values()) * 100) / sites).toFixed(0)
}
