// Measuring on a machine that does other things too: rounds taken in turns, medians, and ratios within a round.
import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** Runs every candidate once a round, each round starting with another, and gives each one's figures. */
export async function inTurns<K extends string>(rounds: number, candidates: Record<K, () => Promise<number>>) {
  const names = Object.keys(candidates) as K[]
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length] as K
      figures[name].push(await candidates[name]())
    }
  }
  return figures
}

/** The median of what each round says of `a` against `b`. */
export const ratio = (a: number[], b: number[]): number => median(a.map((value, i) => value / (b[i] ?? Number.NaN)))

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

export type Ask = { url: string; method?: string; headers?: Record<string, string>; body?: string }

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One request; its whole answer read. Throws unless it is a 2xx. */
export function ask({
  url,
  method = 'GET',
  headers,
  body,
}: Ask): Promise<{ headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const ok = response.statusCode && response.statusCode >= 200 && response.statusCode < 300
        if (ok) resolve({ headers: response.headers, body: text })
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text.slice(0, 300)}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Drains an answer without keeping it: its bytes and lines. */
export function drain({ url, headers }: Ask): Promise<{ bytes: number; lines: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode}`))
      let [bytes, lines] = [0, 0]
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
      })
      response.on('error', reject)
      response.on('end', () => resolve({ bytes, lines }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** Sends everything, `clients` at a time, and gives how many a second were answered. */
export async function perSecond(asks: Ask[], clients: number): Promise<number> {
  const queue = asks.values()
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: clients }, async () => {
        for (const next of queue) await ask(next)
      }),
    ),
  )
  return (asks.length * 1000) / ms
}

/** CPU time, in ms, that the workerd below a process has used so far: steadier than rates on a shared machine. */
export function cpuMs(parent: number | undefined): number {
  const ticks = workerds(parent).map(
    (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [],
  )
  // utime and stime, in hundredths of a second (proc(5)).
  return ticks.reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) * 10, 0)
}

/** How much memory the workerd below a process has, in MB. */
export const workerdMemory = (parent: number | undefined): number => memoryOf(workerds(parent))

const memoryOf = (pids: number[]) =>
  pids.reduce((sum, pid) => sum + (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1e6, 0)

/** Watches it while `work` runs. */
export async function watchingMemory<T>(parent: number | undefined, work: () => Promise<T>) {
  const samples: number[] = []
  const pids = workerds(parent)
  const sample = () => samples.push(memoryOf(pids))
  sample()
  const timer = setInterval(sample, 100)
  const result = await work().finally(() => clearInterval(timer))
  return { result, samples }
}

const workerds = (parent: number | undefined) =>
  descendants(parent).filter((pid) => /workerd/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')))

function descendants(pid: number | undefined): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid
      } catch {
        // It ended while we looked.
        return false
      }
    })
    .map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}
