// What nearly every test begins with, made once and copied from then on: a migrated database with the demo in it, and the
// Worker's settings as wrangler reads them. Making it takes some seconds, copying it some milliseconds.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const kept = join(root, 'dist/first-state')
const hourMs = 3_600_000

/** Whatever it is made from: once any of these changes, it is made anew. */
const sources = ['worker', 'demo', 'contract', 'widget/locales', 'scripts', 'test/support', 'wrangler.jsonc']

export type FirstState = {
  /** The state of workerd, to be copied. */
  state: string
  /** The Worker's settings, as JSON. */
  settings: string
}

/** Gives where it lies. `make` is called where there is none yet. */
export async function firstState(make: (into: FirstState) => Promise<void>): Promise<FirstState> {
  const folder = join(kept, await fingerprint())
  if (!existsSync(folder)) await makeIn(folder, make)
  return within(folder)
}

export const copyState = ({ state }: FirstState, dir: string): Promise<void> => cp(state, dir, { recursive: true })

const within = (folder: string): FirstState => ({
  state: join(folder, 'state'),
  settings: join(folder, 'settings.json'),
})

async function makeIn(folder: string, make: (into: FirstState) => Promise<void>): Promise<void> {
  const mine = join(kept, `making-${randomUUID()}`)
  await mkdir(within(mine).state, { recursive: true })
  await make(within(mine))
  // Whoever was quicker made the same.
  await rename(mine, folder).catch(() => rm(mine, { recursive: true }))
  await forgetOld()
}

async function forgetOld(): Promise<void> {
  for (const name of await readdir(kept)) {
    const { mtimeMs } = await stat(join(kept, name)).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > hourMs) await rm(join(kept, name), { recursive: true, force: true })
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) for (const line of await described(join(root, source))) hash.update(line)
  return hash.digest('hex').slice(0, 16)
}

async function described(path: string): Promise<string[]> {
  const found = await stat(path)
  if (!found.isDirectory()) return [`${path} ${found.mtimeMs} ${found.size}\n`]
  const names = (await readdir(path)).sort()
  return (await Promise.all(names.map((name) => described(join(path, name))))).flat()
}
