// Builds what is served: the widget (text inside the Worker), the dashboard and the demo (static files), and the Worker's bundle.
// `node scripts/build.ts [widget] [dashboard] [demo] [worker]`: the parts named, or all of them.
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { root, run } from './run.ts'

export async function buildWidget() {
  if (!existsSync(join(root, 'widget/vite.config.ts'))) return placeholder('dist/widget/inline.txt')
  await run('vite', ['build', '-c', 'widget/vite.config.ts', '--logLevel', 'warn'])
}

export async function buildDashboard() {
  if (!existsSync(join(root, 'dashboard/vite.config.ts'))) return placeholder('dist/public/dashboard/index.html')
  await run('vite', ['build', '-c', 'dashboard/vite.config.ts', '--logLevel', 'warn'])
}

async function placeholder(path: string) {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), '')
}

export async function buildDemo() {
  if (!existsSync(join(root, 'demo/build.ts'))) return
  const { buildDemo } = await import('../demo/build.ts')
  await buildDemo(join(root, 'dist/public/demo'))
}

/** Bundles the Worker as a deployment would, with what each module weighs in bundle-meta.json. */
export async function buildWorker(entry = 'worker/index.ts', out = 'dist/worker') {
  await rm(join(root, out), { recursive: true, force: true })
  await run('wrangler', ['deploy', entry, '--dry-run', '--outdir', out, '--metafile', `${out}/bundle-meta.json`])
}

const parts = { widget: buildWidget, dashboard: buildDashboard, demo: buildDemo, worker: () => buildWorker() }

/** Everything, the Worker last: it carries the widget and its static files are listed with it. */
export async function buildAll() {
  await Promise.all([buildWidget(), buildDashboard(), buildDemo()])
  await buildWorker()
}

if (import.meta.main) {
  const named = process.argv.slice(2)
  const unknown = named.filter((name) => !Object.hasOwn(parts, name))
  if (unknown.length) throw new Error(`No part called ${unknown.join(', ')}: widget, dashboard, demo, worker`)
  if (named.length === 0) await buildAll()
  for (const name of named) await parts[name as keyof typeof parts]()
}
