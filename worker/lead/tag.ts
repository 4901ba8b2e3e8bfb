// Tags: words the team puts on a lead. The same word in capitals is the same tag, written as it was the first time.
import { mostTags, type TagChange, tagKey } from '../../contract/tag.ts'
import { readAll } from '../lib/db.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { Actor } from '../team/session.ts'
import { atMost } from './changed.ts'

/** What tags become. Who is both added and removed is there; more than a lead may have are left out. */
export function tagged(tags: readonly string[], { add = [], remove = [] }: TagChange): string[] {
  const gone = new Set(remove.map(tagKey))
  const kept = tags.filter((tag) => !gone.has(tagKey(tag)))
  const known = new Set(kept.map(tagKey))
  for (const tag of add) {
    if (known.has(tagKey(tag)) || kept.length >= mostTags) continue
    known.add(tagKey(tag))
    kept.push(tag)
  }
  return kept
}

type Changed = { id: string; from: string[]; to: string[] }

/**
 * Adds and removes tags of at most 100 leads in one transaction; gives what each had that changed. Where two people tag a lead at
 * the same time, both are heard. Throws `conflict` where that cannot be.
 */
export async function changeTags(
  db: D1Database,
  ids: string[],
  { add = [], remove = [] }: TagChange,
  actor: Actor,
  now: number,
): Promise<Changed[]> {
  atMost(ids)
  for (let tries = 0; tries < 3; tries++) {
    const [leads, spellings] = await readAll<[{ id: string; tags: string }, { key: string; text: string }]>(db, [
      db.prepare('SELECT id, tags FROM lead WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(ids)),
      db
        .prepare('SELECT key, text FROM tag WHERE key IN (SELECT value FROM json_each(?1))')
        .bind(JSON.stringify(add.map(tagKey))),
    ])
    const spelled = new Map(spellings.map(({ key, text }) => [key, text]))
    const change = { add: add.map((tag) => spelled.get(tagKey(tag)) ?? tag), remove }
    const changes = leads
      .map(({ id, tags }) => ({ id, was: tags, from: JSON.parse(tags) as string[] }))
      .map((lead) => ({ ...lead, to: tagged(lead.from, change) }))
      .filter(({ was, to }) => JSON.stringify(to) !== was)
    if (!changes.length || (await store(db, changes, change.add, actor.name, now)))
      return changes.map(({ id, from, to }) => ({ id, from, to }))
  }
  throw new Problem('conflict')
}

// Nothing is written where any of them has other tags than were read.
const asRead = `
  NOT EXISTS (
    SELECT 1
    FROM json_each(?1) AS read
    LEFT JOIN lead ON lead.id = read.value ->> 'id'
    WHERE lead.tags IS NOT read.value ->> 'was'
  )`

async function store(
  db: D1Database,
  changes: (Changed & { was: string })[],
  added: string[],
  by: string,
  now: number,
): Promise<boolean> {
  const list = JSON.stringify(
    changes.map(({ id, was, from, to }) => ({
      id,
      was,
      entry: newId(now),
      tags: JSON.stringify(to),
      detail: JSON.stringify({
        added: to.filter((tag) => !from.includes(tag)),
        removed: from.filter((tag) => !to.includes(tag)),
        by,
      }),
    })),
  )
  const [written] = await db.batch([
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, detail, at)
        SELECT value ->> 'id', value ->> 'entry', 'tagged', value ->> 'detail', ?2
        FROM json_each(?1)
        WHERE ${asRead}`)
      .bind(list, new Date(now).toISOString()),
    db
      .prepare(`
        UPDATE lead
        SET tags = asked.value ->> 'tags'
        FROM json_each(?1) AS asked
        WHERE lead.id = asked.value ->> 'id'
          AND EXISTS (SELECT 1 FROM timeline WHERE lead_id = lead.id AND id = asked.value ->> 'entry')`)
      .bind(list),
    db
      .prepare(`
        INSERT INTO tag (key, text)
        SELECT value ->> 'key', value ->> 'text'
        FROM json_each(?1)
        WHERE true
        ON CONFLICT (key) DO NOTHING`)
      .bind(JSON.stringify(added.map((text) => ({ key: tagKey(text), text })))),
  ])
  return (written?.meta.changes ?? 0) > 0
}
