// What the README promises of `npm start`, on a copy of the project with nothing built and nothing stored.
import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'

const leftBehind = ['node_modules', 'dist', '.git', '.wrangler', '.dev.vars']
let tree: string
let port: number
let first: string
let second: string
let token: string
let survivors: string[]
let answers: Record<'demo' | 'elsewhere' | 'tag' | 'health' | 'leads' | 'leadsLater', Response>
let running: ChildProcess | undefined

/** A free port whose neighbour is free as well. */
async function twoFreePorts(): Promise<number> {
  const server = createServer()
  const free = await new Promise<number>((resolve) =>
    server.listen(0, 'localhost', () => resolve((server.address() as { port: number }).port)),
  )
  const next = createServer()
  const neighbour = await new Promise<boolean>((resolve) => {
    next.once('error', () => resolve(false))
    next.listen(free + 1, 'localhost', () => resolve(true))
  })
  await Promise.all([server, next].map((open) => new Promise((resolve) => open.close(resolve))))
  return neighbour ? free : twoFreePorts()
}

function npm(args: string[]) {
  const env = { ...process.env, PORT: String(port) }
  // A process group of its own: a terminal's Ctrl-C reaches all of one.
  return spawn('npm', args, { cwd: tree, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('close', resolve))

async function start(): Promise<string> {
  const child = npm(['start'])
  running = child
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (said.includes('Ctrl-C stops it')) resolve()
    })
    child.once('exit', () => reject(new Error(`npm start ended\n${said}`)))
  })
  return said
}

async function pressCtrlC() {
  if (!running?.pid) return
  const gone = ended(running)
  process.kill(-running.pid, 'SIGINT')
  await gone
  running = undefined
}

/** Processes that work in the copy, whatever started them. */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const places = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return places.filter((place) => place.startsWith(folder))
}

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'aimant-start-'))
  port = await twoFreePorts()
  await cp(root, tree, { recursive: true, filter: (path) => !leftBehind.some((name) => path === join(root, name)) })
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
  first = await start()
  const made = npm(['run', '--silent', 'token', '--', '--name', 'start', '--scopes', 'leads:read'])
  token = ''
  made.stdout.on('data', (chunk) => {
    token += chunk
  })
  await ended(made)
  const here = `http://localhost:${port}`
  const headers = { authorization: `Bearer ${token.trim()}` }
  answers = {
    demo: await fetch(`${here}/demo/`),
    elsewhere: await fetch(`http://localhost:${port + 1}/demo/`),
    tag: await fetch(`${here}/e/guide-rgpd.js`),
    health: await fetch(`${here}/healthz`),
    leads: await fetch(`${here}/api/v1/leads`, { headers }),
    leadsLater: new Response(),
  }
  await pressCtrlC()
  survivors = await processesIn(tree)
  second = await start()
  answers.leadsLater = await fetch(`${here}/api/v1/leads`, { headers })
  await pressCtrlC()
})

afterAll(async () => {
  await pressCtrlC()
  await rm(tree, { recursive: true, force: true })
})

test('says where everything is', () => {
  for (const address of [`:${port}/demo/`, `:${port + 1}/demo/`, `:${port}/dashboard/sign-in#`, `:${port}/healthz`])
    expect(first).toContain(`http://localhost${address}`)
})

test('what it names answers, the demo from another origin with the tag pointing back', async () => {
  expect([answers.demo.status, answers.tag.status, answers.health.status]).toEqual([200, 200, 200])
  expect(await answers.elsewhere.text()).toContain(`src="http://localhost:${port}/e/guide-rgpd.js"`)
})

test('npm run token prints a token that works and nothing else', () => {
  expect(token).toMatch(/^aimant_\S+\n$/)
  expect(answers.leads.status).toBe(200)
})

test('Ctrl-C stops everything it started', () => {
  expect(survivors).toEqual([])
})

test('a second start keeps the data', () => {
  expect(second).toContain('Aimant is ready')
  expect(answers.leadsLater.status).toBe(200)
})
