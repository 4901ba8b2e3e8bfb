// What is carried: the Worker's bundle and what weighs most in it, its start-up, and the tag as a page downloads it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { root, run } from '../../scripts/run.ts'
import { startAimant } from '../support/aimant.ts'
import { ask } from './measure.ts'
import type { Line } from './table.ts'

const kb = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`

export async function bundleWeight(): Promise<Line[]> {
  const bundle = await readFile(join(root, 'dist/worker/index.js'))
  return [
    { what: 'Worker bundle', here: kb(bundle.length) },
    { what: 'Worker bundle, gzip', here: kb(gzipSync(bundle, { level: 9 }).length) },
    ...(await heaviest()),
    { what: 'start-up, active CPU on this machine', here: await startUp() },
  ]
}

type Meta = { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }

async function heaviest(): Promise<Line[]> {
  const meta: Meta = JSON.parse(await readFile(join(root, 'dist/worker/bundle-meta.json'), 'utf8'))
  const weights = new Map<string, number>()
  for (const { inputs } of Object.values(meta.outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const inModules = path.split('node_modules/').at(-1) ?? path
      const name = path.includes('node_modules/') ? /^(@[^/]+\/)?[^/]+/.exec(inModules)?.[0] : path.split('/')[0]
      weights.set(name ?? path, (weights.get(name ?? path) ?? 0) + bytesInOutput)
    }
  const heavy = [...weights].toSorted(([, a], [, b]) => b - a).slice(0, 6)
  return heavy.map(([name, bytes]) => ({ what: `  of which ${name}`, here: kb(bytes) }))
}

async function startUp(): Promise<string> {
  const said = await run('wrangler', ['check', 'startup', '--outfile', join(root, 'dist/startup.cpuprofile')])
  return /Active: ([\d.]+ ms)/.exec(said)?.[1] ?? 'not told'
}

export async function tagWeight(): Promise<Line[]> {
  const aimant = await startAimant()
  try {
    const { body } = await ask({ url: `${aimant.url}/e/guide-rgpd.js` })
    const bytes = brotliCompressSync(body).byteLength
    return [{ what: '/e/guide-rgpd.js, brotli 11, bytes', here: bytes, bar: { atMost: 10_240 } }]
  } finally {
    await aimant.stop()
  }
}
