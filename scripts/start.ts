// `npm start`: builds, migrates, seeds the demo once, serves everything on this machine and says where.
// `npm run dev` is the same with `--watch`: widget and dashboard are built again when their sources change.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { buildDashboard, buildHosted, buildSite, buildWidget } from './build.ts'
import { migrate, withLocal } from './database.ts'
import { seedDemoOnce } from './demo.ts'
import { serveElsewhere } from './other-origin.ts'
import { buildReference } from './reference.ts'
import { root, toolEnv } from './run.ts'
import { signInLink } from './sign-in.ts'

const port = Number(process.env.PORT ?? 8787)
const here = `http://localhost:${port}`
const elsewhere = `http://localhost:${port + 1}`
const watching = process.argv.includes('--watch')
const started: ChildProcess[] = []

const isFree = (wanted: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(wanted, 'localhost', () => probe.close(() => resolve(true)))
  })

/** Starts a tool in a process group of its own, so that ending the group ends workerd too. */
function startTool(tool: string, args: string[], onLine: (line: string) => void): ChildProcess {
  const child = spawn(tool, args, { cwd: root, env: toolEnv, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    })
  }
  child.once('exit', (code) => {
    if (!stopping) stop(`${tool} ended by itself (${code})`)
  })
  started.push(child)
  return child
}

let stopping = false
async function stop(why?: string) {
  if (stopping) return
  stopping = true
  if (why) console.error(why)
  await Promise.all(started.map(endGroup))
  process.exit(why ? 1 : 0)
}

function endGroup(child: ChildProcess): Promise<void> {
  const group = -(child.pid ?? 0)
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(group, name)
    } catch {
      // Gone already, which is what was wanted.
    }
  }
  if (!child.pid || child.exitCode !== null) return Promise.resolve(signal('SIGKILL'))
  return new Promise((resolve) => {
    const late = setTimeout(() => signal('SIGKILL'), 5_000)
    child.once('exit', () => {
      clearTimeout(late)
      // Whatever of the group outlived its leader.
      signal('SIGKILL')
      resolve()
    })
    signal('SIGTERM')
  })
}

async function serve() {
  const { promise: ready, resolve } = Promise.withResolvers<void>()
  const args = ['dev', '--port', String(port), '--ip', 'localhost', '--local', '--show-interactive-dev-session=false']
  startTool('wrangler', args, (line) => {
    if (line.includes('Ready on')) resolve()
    if (/error|✘|"level":"error"|\.failed"|misconfigured/i.test(line) || process.env.VERBOSE) console.error(line)
  })
  await ready
  // wrangler dev fires no cron trigger by itself. The first run says what is wrong with the settings of mail.
  const clock = () => fetch(`${here}/cdn-cgi/handler/scheduled`).catch(() => undefined)
  await clock()
  setInterval(clock, 60_000).unref()
  const health = await fetch(`${here}/healthz`)
  if (!health.ok) throw new Error(`/healthz answered ${health.status}: ${await health.text()}`)
  await serveElsewhere(port + 1, here)
}

// npm, told to end, ends its shell and not what that started.
const parent = process.ppid
setInterval(() => process.ppid !== parent && stop(), 1_000).unref()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop())

for (const wanted of [port, port + 1]) {
  if (await isFree(wanted)) continue
  console.error(`Port ${wanted} is taken. Choose another (and the one after it): PORT=9000 npm start`)
  process.exit(1)
}

const secrets = join(root, '.dev.vars')
if (!existsSync(secrets))
  await writeFile(secrets, `SECRET="${randomBytes(32).toString('base64url')}"\n`, { mode: 0o600 })

try {
  console.log('Building…')
  await Promise.all([buildWidget(), buildHosted(), buildDashboard(), buildSite(), buildReference()])
  await migrate('--local')
  await withLocal(seedDemoOnce)
  console.log('Starting…')
  await serve()
  if (watching) {
    for (const part of ['widget', 'dashboard'])
      startTool('vite', ['build', '--watch', '-c', `${part}/vite.config.ts`], (line) => console.log(`${part}: ${line}`))
  }
  console.log(`
  Aimant is ready.

  demo             ${here}/demo/
  from elsewhere   ${elsewhere}/demo/
  dashboard        ${await signInLink(here, '--local')}
                   (works once, for half an hour; npm run sign-in prints another)
  mail             ${here}/dashboard/mail
                   (shown there; docs/mail.md says how to let it leave)
  the API          ${here}/docs
  health           ${here}/healthz

  Ctrl-C stops it; the data stays.
`)
} catch (error) {
  await stop(error instanceof Error ? error.message : String(error))
}
