// How many leads there are, as far as anybody wants to know, and what they are marked with: both read from the search index alone.
import type { LeadCount, LeadFacets, LeadFilter } from '../../contract/lead.ts'
import { readAll } from '../lib/db.ts'
import { findLeads, narrow } from './find.ts'

/** Counts to `most` and no further: "more than ten thousand" says as much, and costs the same however many there are. */
export async function countLeads(db: D1Database, filter: LeadFilter, most: number): Promise<LeadCount> {
  const narrowed = await narrow(db, filter)
  if (!narrowed) return { count: 0, isMore: false }
  const { from, to, match, ids } = narrowed
  if (ids) return bounded((await findLeads(db, 'lead.id', narrowed, most + 1)).length, most)
  const counted = await db
    .prepare(`
      SELECT count(*) AS n
      FROM (
        SELECT 1
        FROM lead_search
        WHERE lead_search MATCH ?4
          AND rowid >= CAST(?1 AS INTEGER)
          AND rowid < CAST(?2 AS INTEGER)
        LIMIT ?3
      )`)
    .bind(from, to, most + 1, match || 'marks : ("0kept" OR "0held")')
    .first<number>('n')
  return bounded(counted ?? 0, most)
}

const bounded = (n: number, most: number): LeadCount => ({ count: Math.min(n, most), isMore: n > most })

const mostFacets = 500

/** Every tag and persona that any lead bears. */
export async function readFacets(db: D1Database): Promise<LeadFacets> {
  const [tags, personas] = await readAll<[Term, Term]>(db, [termsOf(db, '0t'), termsOf(db, '0p')])
  return { tags: tags.map(facet), personas: personas.map(facet) }
}

type Term = { term: string; doc: number }

// '0u' is what follows '0t': the words of one kind of mark stand together in the index.
const termsOf = (db: D1Database, kind: string) =>
  db
    .prepare('SELECT term, doc FROM lead_search_term WHERE term >= ?1 AND term < ?2 LIMIT ?3')
    .bind(kind, kind[0] + String.fromCharCode(kind.charCodeAt(1) + 1), mostFacets)

const facet = ({ term, doc }: Term) => ({ value: unhex(term.slice(2)), count: doc })

const unhex = (hex: string) =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)))
