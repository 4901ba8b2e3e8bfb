// What one database holds, and the ways past it, each tried or simulated: docs/scaling.md tells what the figures mean.
import { tablesOf } from './growth.ts'
import { archive } from './scale-archive.ts'
import { databases } from './scale-databases.ts'
import { replicas } from './scale-replicas.ts'
import { seeded } from './seeded.ts'
import type { Line } from './table.ts'

export async function scale(quick: boolean): Promise<Line[]> {
  return [
    ...(await holds(quick ? 10_000 : 100_000)),
    ...(await databases(quick)),
    ...replicas(),
    ...(await archive(quick)),
  ]
}

/** Where the bytes of a lead are. */
async function holds(leads: number): Promise<Line[]> {
  const tables = tablesOf(await seeded(leads))
  const search = tables.filter(({ name }) => name.startsWith('lead_search'))
  const own = tables.filter(({ name, bytes }) => !name.startsWith('lead_search') && bytes / leads >= 20)
  const bytesOf = (some: typeof tables) => some.reduce((sum, { bytes }) => sum + bytes, 0) / leads
  return [
    { what: `bytes of D1 a lead, at ${leads.toLocaleString('en')}`, here: bytesOf(tables).toFixed(0) },
    ...own.map(
      ({ name, bytes, rows }): Line => ({
        what: `  ${name}, ${(rows / leads).toFixed(2)} rows a lead`,
        here: (bytes / leads).toFixed(0),
      }),
    ),
    { what: '  what finds them (full-text search)', here: bytesOf(search).toFixed(0) },
  ]
}
