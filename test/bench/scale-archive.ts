// Old submissions and histories put away in R2: what that frees in the database, what it takes there, and what one costs to read back.
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { databaseFile } from './growth.ts'
import { median } from './measure.ts'
import { paid } from './prices.ts'
import { seeded } from './seeded.ts'
import type { Line } from './table.ts'

/** Leads to one object: so many are read back for one. */
const aPiece = 500
const olderThanDays = 365

export async function archive(quick: boolean): Promise<Line[]> {
  const leads = quick ? 10_000 : 100_000
  const db = new DatabaseSync(databaseFile(await seeded(leads)))
  try {
    const before = sizeOf(db)
    const day = new Date(Date.now() - olderThanDays * 86_400_000).toISOString()
    const old = db.prepare('SELECT id FROM lead WHERE last_contact_at < ? ORDER BY seq').all(day) as { id: string }[]
    const pieces: Buffer[] = []
    const take = {
      submissions: db.prepare('SELECT * FROM submission WHERE lead_id = ?'),
      timeline: db.prepare('SELECT * FROM timeline WHERE lead_id = ?'),
      outbox: db.prepare('SELECT * FROM outbox WHERE submission_id IN (SELECT id FROM submission WHERE lead_id = ?)'),
    }
    for (let i = 0; i < old.length; i += aPiece) {
      const lines = old.slice(i, i + aPiece).map(({ id }) => JSON.stringify({ id, ...took(take, id) }))
      pieces.push(gzipSync(`${lines.join('\n')}\n`))
    }
    db.exec('CREATE TEMP TABLE old (id TEXT PRIMARY KEY)')
    const remember = db.prepare('INSERT INTO old VALUES (?)')
    db.exec('BEGIN')
    for (const { id } of old) remember.run(id)
    // Ids stay where they prove that something was sent, as they do after an erasure: that is a few bytes each.
    db.exec(`
      DELETE FROM outbox WHERE submission_id IN (SELECT id FROM submission WHERE lead_id IN old);
      DELETE FROM timeline WHERE lead_id IN old;
      UPDATE submission SET answers = '{}', source = '{}' WHERE lead_id IN old;
      COMMIT;`)
    const freed = sizeOf(db).free - before.free
    const stored = pieces.reduce((sum, piece) => sum + piece.byteLength, 0)
    const back = pieces
      .slice(0, 40)
      .map((piece, i) => readBack(piece, old[Math.min(old.length, (i + 1) * aPiece) - 1]!.id))
    const gb = (bytes: number) => (bytes / old.length / 1e9) * 1e6
    const kept = gb(freed) * paid.storage.each
    return [
      {
        what: `archive: leads without contact for ${olderThanDays} days, of ${leads.toLocaleString('en')}`,
        here: old.length,
      },
      {
        what: '  bytes it frees in D1, a lead',
        here: (freed / old.length).toFixed(0),
        floor: (before.used / leads).toFixed(0),
        ratio: freed / old.length / (before.used / leads),
      },
      { what: '  bytes it takes in R2, a lead', here: (stored / old.length).toFixed(0) },
      {
        what: '  $ a month a million archived leads take in D1, and in R2',
        here: `${kept.toFixed(2)} / ${(gb(stored) * 0.015).toFixed(3)}`,
      },
      {
        what: `  $ to put a million away, ${(1e6 / aPiece).toLocaleString('en')} objects`,
        here: ((1 / aPiece) * paid.r2Writes.aMillion).toFixed(3),
      },
      { what: '  reading one back: one R2 read, bytes', here: (stored / pieces.length).toFixed(0) },
      { what: '  and ms to unpack and find it', here: median(back).toFixed(1) },
    ]
  } finally {
    db.close()
  }
}

const took = (take: Record<string, ReturnType<DatabaseSync['prepare']>>, id: string) =>
  Object.fromEntries(Object.entries(take).map(([name, statement]) => [name, statement.all(id)]))

function sizeOf(db: DatabaseSync): { used: number; free: number } {
  const of = (pragma: string) => Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() as object)[0])
  const page = of('page_size')
  return { used: (of('page_count') - of('freelist_count')) * page, free: of('freelist_count') * page }
}

function readBack(piece: Buffer, id: string): number {
  const startedAt = performance.now()
  const line = gunzipSync(piece)
    .toString()
    .split('\n')
    .find((text) => text.startsWith(`{"id":"${id}"`))
  if (!line || JSON.parse(line).id !== id) throw new Error(`${id} is not in its piece`)
  return performance.now() - startedAt
}
