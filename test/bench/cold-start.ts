// A cold start: a fresh workerd with the built bundle in it, from nothing to the first answer, against the same with an empty Worker.
// workerd is run by itself, without anything between it and the clock.
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unstable_readConfig } from 'wrangler'
import { root } from '../../scripts/run.ts'
import { secret } from '../support/aimant.ts'
import { inTurns, median, ratio } from './measure.ts'
import type { Line } from './table.ts'

const workerd = join(root, 'node_modules/workerd/bin/workerd')
const empty = `export default { fetch: () => new Response('') }`
/** Goes through the whole route table and a signing key, and asks no binding. */
const path = '/.well-known/jwks.json'

export async function coldStart(quick: boolean): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aimant-cold-'))
  try {
    const candidates = {
      here: await configOf(folder, join(root, 'dist/worker')),
      hono: await configOf(folder, join(root, 'dist/floor-worker')),
      empty: await configOf(folder),
    }
    for (const config of Object.values(candidates)) await start(config)
    const {
      here,
      hono,
      empty: floor,
    } = await inTurns(quick ? 7 : 31, {
      here: () => start(candidates.here),
      hono: () => start(candidates.hono),
      empty: () => start(candidates.empty),
    })
    const own = median(here.map((ms, i) => ms - (floor[i] ?? 0)))
    return [
      {
        what: 'cold start: ms from nothing to the first answer, against an empty Worker',
        here: median(here).toFixed(0),
        floor: median(floor).toFixed(0),
        ratio: ratio(here, floor),
      },
      {
        what: 'of which ours: bundle read, compiled, evaluated, first route, ms',
        here: own.toFixed(0),
        bar: { atMost: 400 },
      },
      {
        what: 'the same of a Worker of one Hono route, ms',
        here: median(hono.map((ms, i) => ms - (floor[i] ?? 0))).toFixed(0),
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const moduleOf = (name: string) =>
  `(name = "./${name}", ${name.endsWith('.js') ? 'esModule' : 'text'} = embed "${name}")`

async function configOf(folder: string, from?: string): Promise<string> {
  const { compatibility_date, compatibility_flags } = unstable_readConfig({ config: join(root, 'wrangler.jsonc') })
  const own = await mkdtemp(join(folder, 'worker-'))
  if (from) await cp(from, own, { recursive: true })
  else await writeFile(join(own, 'index.js'), empty)
  const files = (await readdir(own)).filter((name) => /\.(js|txt)$/.test(name))
  const modules = files.toSorted((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js'))).map(moduleOf)
  const file = join(own, 'config.capnp')
  await writeFile(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [${modules.join(', ')}],
    compatibilityDate = "${compatibility_date}",
    compatibilityFlags = [${compatibility_flags.map((flag: string) => `"${flag}"`).join(', ')}],
    bindings = [(name = "SECRET", text = "${secret}")],
  ))],
  sockets = [(name = "http", http = (), service = "main")],
);`,
  )
  return file
}

/** ms until a workerd that was just started has answered. */
async function start(config: string): Promise<number> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn(workerd, ['serve', config, `--socket-addr=http=127.0.0.1:${port}`, '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  try {
    // Says on its control stream that it listens.
    await new Promise<void>((resolve, reject) => {
      child.stdio[3]?.once('data', () => resolve())
      child.once('exit', (code) => reject(new Error(`workerd ended (${code})`)))
    })
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    await response.arrayBuffer()
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`)
    return performance.now() - startedAt
  } finally {
    child.kill('SIGKILL')
  }
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
