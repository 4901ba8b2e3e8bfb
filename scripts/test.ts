// `npm test`: everything a contributor must pass, from a clean clone: checks, build, then tests where their subject runs.
// The last line counts them all, the checks too.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildAll } from './build.ts'
import { check, printOutcomes } from './check.ts'
import { ensureChromium } from './chromium.ts'
import { root, toolEnv } from './run.ts'

type Count = { passed: number; failed: number }
type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const reports = join(root, 'dist/test')
const total: Count = { passed: 0, failed: 0 }

const add = ({ passed, failed }: Count) => {
  total.passed += passed
  total.failed += failed
}

async function step(name: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    add({ passed: 1, failed: 0 })
    console.log(`✓ ${name}`)
    return true
  } catch (error) {
    add({ passed: 0, failed: 1 })
    console.log(`✗ ${name}\n${error instanceof Error ? error.message : error}`)
    return false
  }
}

/** Runs vitest on some projects, shown as it goes, and counts from its own report. */
async function vitest(...projects: string[]): Promise<Count> {
  const file = join(reports, `${projects.join('-')}.json`)
  const args = ['run', ...projects.flatMap((name) => ['--project', name])]
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await new Promise<number | null>((resolve, reject) => {
    const env = { ...toolEnv, AIMANT_BUILT: '1' }
    const child = spawn('vitest', [...args, ...reporters], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('close', resolve)
  })
  const report: Report | undefined = await readFile(file, 'utf8').then(JSON.parse, () => undefined)
  if (!report) return { passed: 0, failed: 1 }
  // A file that could not even be loaded has no tests to fail.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + broken
  // Something may go wrong outside every test, such as an unhandled rejection.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })

const outcomes = await check()
printOutcomes(outcomes)
for (const { ok } of outcomes) add(ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

if (await step('build', buildAll)) {
  add(await vitest('unit', 'worker', 'widget'))
  if (await step('Chromium is there', ensureChromium)) add(await vitest('e2e'))
}

console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
