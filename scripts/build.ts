// Builds what is served: the widget (text inside the Worker), the dashboard, the demo and the API's reference (static files), and the Worker's bundle.
// `node scripts/build.ts [widget] [hosted] [dashboard] [demo] [reference] [worker]`: the parts named, or all of them.
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { buildDemo } from '../demo/build.ts'
import { buildReference } from './reference.ts'
import { root, run } from './run.ts'

// A test runner says `test` here, and what is weighed and tried would not be what is served.
const served = { NODE_ENV: 'production' }

const vite = (config: string) => run('vite', ['build', '-c', config, '--logLevel', 'warn'], served)

export const buildWidget = () => vite('widget/vite.config.ts')

/** The hosted page's style sheet, which travels inside the Worker too, and the picture its address is shared with. */
export async function buildHosted() {
  const from = join(root, 'worker/capture/hosted')
  await build({
    configFile: false,
    root: from,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: join(root, 'dist/hosted'),
      emptyOutDir: true,
      // Sent as written, as the widget's is.
      cssTarget: 'esnext',
      rolldownOptions: { input: join(from, 'hosted.css'), output: { assetFileNames: 'hosted.txt' } },
    },
  })
  await cp(join(from, 'share.png'), join(root, 'dist/public/share.png'))
}

export const buildDashboard = () => vite('dashboard/vite.config.ts')

export const buildSite = () => buildDemo(join(root, 'dist/public/demo'))

/** Bundles the Worker as a deployment would, with what each module weighs in bundle-meta.json. */
export async function buildWorker(entry = 'worker/index.ts', out = 'dist/worker') {
  await rm(join(root, out), { recursive: true, force: true })
  await run(
    'wrangler',
    ['deploy', entry, '--dry-run', '--outdir', out, '--metafile', `${out}/bundle-meta.json`],
    served,
  )
}

const parts = {
  widget: buildWidget,
  hosted: buildHosted,
  dashboard: buildDashboard,
  demo: buildSite,
  reference: buildReference,
  worker: () => buildWorker(),
}

/** Everything, the Worker last: it carries the widget and its static files are listed with it. */
export async function buildAll() {
  await Promise.all([buildWidget(), buildHosted(), buildDashboard(), buildSite(), buildReference()])
  await buildWorker()
}

if (import.meta.main) {
  const named = process.argv.slice(2)
  const unknown = named.filter((name) => !Object.hasOwn(parts, name))
  if (unknown.length) throw new Error(`No part called ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`)
  if (named.length === 0) await buildAll()
  for (const name of named) await parts[name as keyof typeof parts]()
}
