// `npm run bench [-- --quick] [--part NAME,NAME]`: one table of figures, as ratios against floors measured in the same run, never
// through `wrangler dev`. Without `--part` all parts but those that take a quarter of an hour or more each.
import { availableParallelism, loadavg, release } from 'node:os'
import { parseArgs } from 'node:util'
import { buildAll, buildWorker } from '../../scripts/build.ts'
import { removeSeeded } from './seeded.ts'
import { isKept, type Line, table } from './table.ts'

type Part = {
  measure: (quick: boolean) => Promise<Line[]>
  /** Bundles it needs beside the Worker itself. */
  needs?: Bundle[]
  /** Runs only when it is named. */
  isLong?: true
}

const bundles = {
  'dist/faulty-worker': 'test/support/faulty-worker.ts',
  'dist/floor-worker': 'test/bench/floor-worker.ts',
  'dist/mail-floor-worker': 'test/bench/mail-floor-worker.ts',
  'dist/cost-worker': 'test/bench/cost-worker.ts',
  'dist/scale-worker': 'test/bench/scale-worker.ts',
}
type Bundle = keyof typeof bundles

/** In the order of the lead's way. */
const parts: Record<string, Part> = {
  tag: { measure: () => import('./weight.ts').then(({ tagWeight }) => tagWeight()) },
  widget: { measure: (quick) => import('./widget.ts').then(({ widgetOnAPage }) => widgetOnAPage(quick)) },
  submit: {
    measure: async (quick) => {
      const { submissionCost, submissions } = await import('./submissions.ts')
      return [...(await submissionCost()), ...(await submissions(quick))]
    },
    needs: ['dist/faulty-worker', 'dist/floor-worker'],
  },
  abuse: { measure: () => import('./abuse.ts').then(({ abuse }) => abuse()) },
  flood: { measure: (quick) => import('./flood.ts').then(({ flood }) => flood(quick)) },
  codes: {
    measure: async (quick) => {
      const { codeCost, codes } = await import('./codes.ts')
      return [...(await codeCost()), ...(await codes(quick))]
    },
    needs: ['dist/faulty-worker', 'dist/floor-worker'],
  },
  mail: {
    measure: (quick) => import('./outbox.ts').then(({ outbox }) => outbox(quick)),
    needs: ['dist/mail-floor-worker'],
  },
  'lists and exports': {
    measure: (quick) => import('./many-leads.ts').then(({ manyLeads }) => manyLeads(quick)),
    needs: ['dist/faulty-worker', 'dist/floor-worker'],
  },
  peers: { measure: (quick) => import('./peers.ts').then(({ peers }) => peers(quick)) },
  growth: { measure: (quick) => import('./growth.ts').then(({ growth }) => growth(quick)) },
  consents: { measure: (quick) => import('./consent-log.ts').then(({ consentLog }) => consentLog(quick)) },
  start: {
    measure: async (quick) => {
      const [{ coldStart }, { bundleWeight }] = await Promise.all([import('./cold-start.ts'), import('./weight.ts')])
      return [...(await coldStart(quick)), ...(await bundleWeight())]
    },
    needs: ['dist/floor-worker'],
  },
  cost: { measure: (quick) => import('./cost.ts').then(({ cost }) => cost(quick)), needs: ['dist/cost-worker'] },
  scale: { measure: (quick) => import('./scale.ts').then(({ scale }) => scale(quick)), needs: ['dist/scale-worker'] },
  kills: {
    measure: (quick) => import('./kill-rounds.ts').then(({ killed }) => killed(quick)),
    needs: ['dist/faulty-worker'],
    isLong: true,
  },
  sustained: {
    measure: (quick) => import('./sustained.ts').then(({ sustained }) => sustained(quick)),
    needs: ['dist/floor-worker'],
    isLong: true,
  },
}

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, part: { type: 'string', multiple: true, default: [] } },
})
const asked = values.part.flatMap((names) => names.split(','))
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length) {
  console.error(`No part called ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`)
  process.exit(1)
}
const chosen = Object.entries(parts).filter(([name, { isLong }]) => (asked.length ? asked.includes(name) : !isLong))

const machine = () =>
  `${availableParallelism()} cores, Linux ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`

await buildAll()
for (const bundle of new Set(chosen.flatMap(([, { needs = [] }]) => needs))) await buildWorker(bundles[bundle], bundle)

const begun = `${new Date().toISOString().slice(0, 16)}Z, ${machine()}`
const lines: Line[] = []
try {
  for (const [part, { measure }] of chosen) {
    const measured = await measure(values.quick)
    for (const line of measured) console.log(`${line.what}: ${line.here}`)
    lines.push(...measured.map((line) => ({ part, ...line })))
  }
} finally {
  await removeSeeded()
}
console.log(
  `\n${begun}; at the end load ${loadavg()[0]?.toFixed(1)}${values.quick ? '; --quick' : ''}\n\n${table(lines)}`,
)
process.exitCode = lines.every(isKept) ? 0 : 1
