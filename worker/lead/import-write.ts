// A chunk of an import as one transaction of a few statements, however many rows it has. A row has the id that its import and its line
// give it, so that a chunk sent again writes nothing more.

import type { ReadRow } from '../../contract/import-row.ts'
import { subjectOf } from '../consent/event.ts'
import type { Suppressed } from '../consent/suppression.ts'
import { randomText, sha256 } from '../lib/crypto.ts'
import { idTime } from '../lib/id.ts'
import { dayMs } from '../lib/time.ts'
import type { Taken } from './import-decide.ts'
import { formMark, seqAt } from './keys.ts'
import { leadColumns } from './properties.ts'

export type Under = {
  importId: string
  site: string
  form: { id: string; version: number }
  noticeId: string
  at: string
}

/** The id of what line `n` of an import causes: a UUIDv7 of the import's time, the same each time it is asked. */
export async function rowId(importId: string, n: number): Promise<string> {
  const hash = await sha256(`${importId}:${n}`)
  const variant = '89ab'[Number.parseInt(hash[3]!, 16) & 3]!
  return `${importId.slice(0, 13)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(8, 20)}`
}

/**
 * Where a lead of that moment may stand in the order of leads, best first. Files name days, and thousands of people by the same one:
 * spread over a second, or over the day where no more than that is known, they find room without looking for it.
 */
export function placesOf(id: string, row: Pick<ReadRow, 'createdAt'>, nowMs: number): number[] {
  const random = Number.parseInt(id.slice(-12), 16) / 2 ** 48
  const ms = row.createdAt ? Date.parse(row.createdAt) : Math.max(idTime(id), nowMs)
  const spans = row.createdAt?.endsWith('T00:00:00.000Z') ? [dayMs] : [1_000, 60_000, 3_600_000]
  return spans.flatMap((span) =>
    [0, 1, 2].map((n) => Math.floor(seqAt(ms) + ((random + n * 0.381966) % 1) * seqAt(span))),
  )
}

type Written = Taken & { id: string; seq: number }

/** The statements, their last but one keeping the submissions; `taken` in the order of the file. */
export async function writing(db: D1Database, under: Under, taken: Written[]): Promise<D1PreparedStatement[]> {
  const rows = JSON.stringify(await Promise.all(taken.map((one) => written(one, under))))
  const { site, form, noticeId, at } = under
  const tags = [...new Set(taken.flatMap((one) => one.tags))]
  return [
    db.prepare(leadSql).bind(rows, site, form.id, formMark(form.id)),
    db
      .prepare(`
        INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
        SELECT lead.id, asked.value ->> 'id', said.value, 'consent', 'imported', 'import', ?3, asked.value ->> 'subject', 0, ?4
        FROM json_each(?1) AS asked
        CROSS JOIN lead ON lead.site_id = ?2 AND lead.email_key = asked.value ->> 'emailKey'
        CROSS JOIN json_each(asked.value, '$.said') AS said
        WHERE ${unlessKept}`)
      .bind(rows, site, noticeId, at),
    ...(tags.length ? [spelling(db, tags)] : []),
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, ref, at)
        SELECT lead.id, asked.value ->> 'id', 'submitted', asked.value ->> 'id', ?3
        FROM json_each(?1) AS asked
        CROSS JOIN lead ON lead.site_id = ?2 AND lead.email_key = asked.value ->> 'emailKey'
        WHERE asked.value ->> 'tells'
          AND ${unlessKept}`)
      .bind(rows, site, at),
    db
      .prepare(`
        INSERT INTO submission (id, lead_id, form_id, version, language, answers, source, salt, at)
        SELECT
          asked.value ->> 'id', lead.id, ?3, ?4, asked.value ->> 'language', asked.value ->> 'answers', '${source}',
          asked.value ->> 'salt', ?5
        FROM json_each(?1) AS asked
        CROSS JOIN lead ON lead.site_id = ?2 AND lead.email_key = asked.value ->> 'emailKey'
        WHERE asked.value ->> 'tells'
        ON CONFLICT (id) DO NOTHING`)
      .bind(rows, site, form.id, form.version, at),
  ]
}

const source = '{"campaign":{"utm_source":"import"}}'
const unlessKept = `NOT EXISTS (SELECT 1 FROM submission WHERE id = asked.value ->> 'id')`

async function written(
  { id, seq, emailKey, row, properties, tags, said, withheld, tells, n: _ }: Written,
  under: Under,
) {
  const salt = randomText(16)
  const standing = (state: string) => ({ basis: 'consent', state, at: under.at, noticeId: under.noticeId })
  return {
    id,
    seq,
    email: row.email,
    emailKey,
    ...properties,
    language: row.language,
    answers: JSON.stringify({ email: row.email, ...properties, ...row.answers }),
    extra: JSON.stringify(row.answers),
    consents: JSON.stringify({
      ...Object.fromEntries(said.map((purpose) => [purpose, standing('imported')])),
      ...Object.fromEntries(withheld.map(({ purpose, state }: Suppressed) => [purpose, standing(state)])),
    }),
    stage: row.stage,
    tags: JSON.stringify(tags),
    createdAt: row.createdAt ?? under.at,
    lastContactAt: row.lastContactAt ?? row.createdAt ?? under.at,
    tells: tells ? 1 : 0,
    said,
    salt,
    subject: await subjectOf({ salt, emailKey }),
  }
}

const fillBlank = (column: string) =>
  `${column} = iif(lead.held, coalesce(excluded.${column}, lead.${column}), coalesce(lead.${column}, excluded.${column}))`

// As with whoever types a known address: only blanks are filled, and no agreement takes the place of anything that was said.
const leadSql = `
  INSERT INTO lead (
    seq, id, site_id, email, email_key, language, form_id, forms, answers, consents, source, held, stage, tags, created_at,
    last_contact_at,
    ${leadColumns.join(', ')}
  )
  SELECT
    asked.value ->> 'seq', asked.value ->> 'id', ?2, asked.value ->> 'email', asked.value ->> 'emailKey',
    asked.value ->> 'language', ?3, ?4, asked.value ->> 'extra', asked.value ->> 'consents', '${source}', 0,
    asked.value ->> 'stage', asked.value ->> 'tags', asked.value ->> 'createdAt', asked.value ->> 'lastContactAt',
    ${leadColumns.map((column) => `asked.value ->> '${column}'`).join(', ')}
  FROM json_each(?1) AS asked
  WHERE ${unlessKept}
  ON CONFLICT (site_id, email_key) DO UPDATE SET
    ${leadColumns.map(fillBlank).join(',\n    ')},
    answers = json_patch(excluded.answers, lead.answers),
    consents = json_patch(lead.consents, (
      SELECT json_group_object(said.key, json(said.value))
      FROM json_each(excluded.consents) AS said
      LEFT JOIN json_each(lead.consents) AS kept ON kept.key = said.key
      WHERE kept.key IS NULL
        OR kept.value ->> 'state' = 'shown_not_given'
    )),
    tags = (
      SELECT json_group_array(value)
      FROM (
        SELECT value FROM json_each(lead.tags)
        UNION
        SELECT value FROM json_each(excluded.tags)
        LIMIT 20
      )
    ),
    forms = iif(instr(lead.forms, excluded.forms), lead.forms, lead.forms || ' ' || excluded.forms),
    held = 0`

const spelling = (db: D1Database, tags: string[]) =>
  db
    .prepare(`
      INSERT INTO tag (key, text)
      SELECT value ->> 'key', value ->> 'text'
      FROM json_each(?1)
      WHERE true
      ON CONFLICT (key) DO NOTHING`)
    .bind(JSON.stringify(tags.map((text) => ({ key: text.toLowerCase(), text }))))
