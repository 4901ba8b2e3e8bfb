// `npm run check`: types, lint and format, dead code. Everything is looked at once, at the same time, and every failure shown.
import { run, ToolFailed } from './run.ts'

export type Outcome = { name: string; ok: boolean; output: string }

const projects = ['worker', 'widget', 'dashboard', 'scripts', 'demo/ways', 'test', 'test/e2e', 'test/widget']

/** Each check with how it went. */
export function check(): Promise<Outcome[]> {
  return Promise.all([
    ...projects.map((project) => outcome(`types of ${project}`, 'tsc', ['-p', project])),
    outcome('lint and format', 'biome', ['check', '--error-on-warnings', '--max-diagnostics=100']),
    outcome('dead code', 'knip', ['--no-progress']),
  ])
}

async function outcome(name: string, tool: string, args: string[]): Promise<Outcome> {
  try {
    return { name, ok: true, output: await run(tool, args) }
  } catch (error) {
    if (!(error instanceof ToolFailed)) throw error
    return { name, ok: false, output: error.output }
  }
}

/** Prints how each went, and what those that failed said. */
export function printOutcomes(outcomes: Outcome[]): void {
  for (const { name, ok, output } of outcomes) console.log(ok ? `✓ ${name}` : `✗ ${name}\n${output}`)
}

if (import.meta.main) {
  const outcomes = await check()
  printOutcomes(outcomes)
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
}
