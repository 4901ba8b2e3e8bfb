// Read replicas through D1's Sessions API, simulated: what moves off the one database that takes the writes, and what owners then see.
// Each database is single-threaded; a replica is `lagMs` behind; a session that carries the bookmark of its own last write waits until
// the replica it asks has come that far (https://developers.cloudflare.com/d1/best-practices/read-replication/).
import type { Line } from './table.ts'

type Load = {
  submissionsASecond: number
  readsASecond: number
  writeMs: number
  readMs: number
  /** Of a hundred reads by owners, so many follow a change of their own at once, and must show it. */
  afterOwnWrite: number
}
type Place = { replicas: number; lagMs: number }
export type Outcome = {
  /** Of the time, how much the primary is busy. */
  busy: number
  submissionP95Ms: number
  movedShare: number
  /** Reads that had to wait for a replica to come as far as their bookmark, and how long. */
  waitedShare: number
  waitedMs: number
  /** Submissions a list does not show yet, on average. */
  missing: number
}

/** The same numbers every time. @see Mulberry32 */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const p95 = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

/** Ten minutes of it. */
export function simulate(load: Load, { replicas, lagMs }: Place, seed = 1, minutes = 10): Outcome {
  const next = random(seed)
  const gap = (perSecond: number) => (-Math.log(1 - next()) * 1_000) / perSecond
  const endMs = minutes * 60_000
  const arrivals: { at: number; isWrite: boolean; own?: number }[] = []
  for (let at = gap(load.submissionsASecond); at < endMs; at += gap(load.submissionsASecond))
    arrivals.push({ at, isWrite: true })
  for (let at = gap(load.readsASecond); at < endMs; at += gap(load.readsASecond)) {
    if (next() * 100 >= load.afterOwnWrite) arrivals.push({ at, isWrite: false })
    else {
      // Something is changed, and a fifth of a second later the page is asked for again.
      arrivals.push({ at, isWrite: true }, { at: at + 200, isWrite: false, own: at })
    }
  }
  const free = Array.from({ length: replicas + 1 }, () => 0)
  const submissions: number[] = []
  const waits: number[] = []
  let [busyMs, reads, moved, missing] = [0, 0, 0, 0]
  for (const { at, isWrite, own } of arrivals.sort((a, b) => a.at - b.at)) {
    const place = isWrite || replicas === 0 ? 0 : 1 + Math.floor(next() * replicas)
    const ready = place > 0 && own !== undefined ? Math.max(at, own + load.writeMs + lagMs) : at
    const begin = Math.max(ready, free[place] ?? 0)
    const took = isWrite ? load.writeMs : load.readMs
    // Who waits for a bookmark holds up nobody.
    free[place] = Math.max(at, free[place] ?? 0) + took
    if (place === 0) busyMs += took
    if (isWrite) {
      submissions.push(begin + took - at)
      continue
    }
    reads++
    if (place === 0) continue
    moved++
    missing += (load.submissionsASecond * lagMs) / 1_000
    if (ready > at) waits.push(ready - at)
  }
  return {
    busy: busyMs / endMs,
    submissionP95Ms: p95(submissions),
    movedShare: moved / reads,
    waitedShare: waits.length / Math.max(1, reads),
    waitedMs: waits.reduce((sum, ms) => sum + ms, 0) / Math.max(1, waits.length),
    missing: missing / Math.max(1, reads),
  }
}

/** A busy morning: eighty submissions a second, and a team of fifty that looks at lists all the while. */
const morning: Load = { submissionsASecond: 80, readsASecond: 60, writeMs: 5, readMs: 8, afterOwnWrite: 5 }

export function replicas(): Line[] {
  const places: Place[] = [
    { replicas: 0, lagMs: 0 },
    { replicas: 1, lagMs: 100 },
    { replicas: 3, lagMs: 100 },
    { replicas: 3, lagMs: 2_000 },
  ]
  const percent = (share: number) => (share * 100).toFixed(share < 0.1 ? 1 : 0)
  return places.flatMap((place): Line[] => {
    const { busy, submissionP95Ms, movedShare, waitedShare, waitedMs, missing } = simulate(morning, place)
    const name = place.replicas ? `${place.replicas} replicas ${place.lagMs} ms behind` : 'no replica'
    return [
      { what: `simulated, ${name}: primary busy, %`, here: percent(busy) },
      { what: '  a submission waits and takes, p95, ms', here: submissionP95Ms.toFixed(0) },
      ...(place.replicas
        ? [
            { what: '  reads moved off the primary, %', here: percent(movedShare) },
            {
              what: `  reads that wait for their own change, % (and how long, ms)`,
              here: `${percent(waitedShare)} (${waitedMs.toFixed(0)})`,
            },
            { what: '  newest leads a list does not show yet', here: missing.toFixed(1) },
          ]
        : []),
    ]
  })
}
