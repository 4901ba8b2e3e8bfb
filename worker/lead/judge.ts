// Leads judged anew: those about whom something changed, at once or with the next minute; and all of a site's, the newest first, when
// its rules changed. Each chunk and its place are one transaction, and a lead that changes meanwhile is left for the next time.
import {
  isQualified,
  type KeptVerdicts,
  type MovedBy,
  type Qualification,
  stageAfter,
} from '../../contract/qualification.ts'
import { mailboxKind } from '../capture/mailbox-kind.ts'
import type { Env } from '../env.ts'
import { readAll } from '../lib/db.ts'
import { log, reasonOf } from '../lib/log.ts'
import type { lead } from '../schema/lead.ts'
import { type SettledRow, settledBySite, settledSql, settlesAfterMs } from '../site/qualification.ts'
import { type Judgment, judgeLead } from './judging.ts'
import { type FormAsked, formAsked, isAgreed, type LeadKnown } from './known.ts'
import { leadColumns } from './properties.ts'
import { movingStages } from './stage.ts'

const columns = [
  'seq',
  'id',
  'site_id',
  'email',
  'language',
  ...leadColumns,
  'answers',
  'source',
  'forms',
  'consents',
  'stage',
  'confirmed_at',
  'held',
  'submissions',
  'quality',
  'qualification',
  'qualified',
  'persona',
  'judge_due',
  'merged_into',
] as const
export type JudgedRow = Pick<typeof lead.$inferSelect, (typeof columns)[number]> & {
  came: number
  took: number
  moved_by: MovedBy
}

// What was merged into a lead is its own.
const family = 'SELECT lead.id UNION ALL SELECT other.id FROM lead AS other WHERE other.merged_into = lead.id'

/** Everything a lead is judged by, without which form asked what. */
export const judgedRows = (where: string) => `
  SELECT ${columns.map((name) => `lead.${name}`).join(', ')},
    EXISTS (SELECT 1 FROM timeline WHERE lead_id IN (${family}) AND kind = 'submitted') AS came,
    EXISTS (
      SELECT 1
      FROM timeline
      CROSS JOIN download ON download.submission_id = timeline.ref
      WHERE timeline.lead_id IN (${family})
        AND timeline.kind = 'submitted'
    ) AS took,
    iif(
      lead.stage IN ('lead', 'prospect'),
      (SELECT coalesce(detail ->> 'rule', 'person')
       FROM timeline
       WHERE lead_id = lead.id
         AND kind = 'stage'
       ORDER BY id DESC
       LIMIT 1),
      NULL
    ) AS moved_by
  FROM lead
  ${where}`

/** How many are judged between two writes, and in one run of the clock. */
const chunk = 250
const perRun = (env: Pick<Env, 'LEADS_PER_RUN'>) => Math.max(chunk, Number(env.LEADS_PER_RUN) || 500)

/** Judges these leads, up to 100, if something changed since they were judged. Never fails: the clock does what was left. */
export async function judgeSoon(db: D1Database, ids: string[], now = Date.now()): Promise<void> {
  try {
    const rows = judgedRows('WHERE id IN (SELECT value FROM json_each(?1)) AND judge_due > 0 LIMIT 100')
    await judgeThose(db, db.prepare(rows).bind(JSON.stringify(ids)), now)
  } catch (error) {
    log.error('judge.later', { leads: ids.length, reason: reasonOf(error) })
  }
}

/** The clock's piece: what changed first, then what is left of the leads whose rules changed. */
export async function judgeDue(env: Pick<Env, 'DB' | 'LEADS_PER_RUN'>, now: number): Promise<void> {
  let left = perRun(env)
  for (let read = chunk; read === chunk && left > 0; left -= read) {
    // The newest first: somebody is looking at them.
    const due = env.DB.prepare(judgedRows(`WHERE judge_due > 0 ORDER BY seq DESC LIMIT ${chunk}`))
    read = (await judgeThose(env.DB, due, now)).read
  }
  for (; left > 0; left -= chunk) if (!(await judgeAgain(env.DB, now))) return
}

type Place = { site_id: string; seq: number; started_at: string }

/** One chunk of a site whose rules changed; false when there is none. */
async function judgeAgain(db: D1Database, now: number): Promise<boolean> {
  const place = await db
    .prepare('SELECT site_id, seq, started_at FROM judging WHERE started_at <= ?1 ORDER BY site_id LIMIT 1')
    .bind(new Date(now - settlesAfterMs).toISOString())
    .first<Place>()
  if (!place) return false
  const { site_id, seq, started_at } = place
  const older = db
    .prepare(judgedRows(`WHERE lead.seq < CAST(?1 AS INTEGER) ORDER BY lead.seq DESC LIMIT ${chunk}`))
    .bind(seq)
  const isThis = 'WHERE site_id = ?1 AND started_at = ?2'
  await judgeThose(db, older, now, {
    only: site_id,
    after: ({ read, judged, moved, last }) => [
      read < chunk
        ? db.prepare(`DELETE FROM judging ${isThis}`).bind(site_id, started_at)
        : db
            .prepare(`
              UPDATE judging
              SET seq = CAST(?3 AS INTEGER), judged = judged + ?4, moved = moved + ?5
              ${isThis}`)
            .bind(site_id, started_at, last, judged, moved),
    ],
  })
  return true
}

type Outcome = {
  /** Rows read, those of other sites among them. */
  read: number
  judged: number
  /** Of these, how many came out otherwise. */
  moved: number
  /** The last row's `seq`. */
  last: number
}

type Pass = { only: string; after: (outcome: Outcome) => D1PreparedStatement[] }

async function judgeThose(db: D1Database, rowsOf: D1PreparedStatement, now: number, pass?: Pass): Promise<Outcome> {
  const [rows, sites] = await readAll<[JudgedRow, SettledRow]>(db, [rowsOf, db.prepare(settledSql)])
  const theirs = rows.filter(({ site_id }) => !pass || site_id === pass.only)
  const settled = settledBySite(sites)
  const judged = await judgeRows(db, theirs, settled)
  const changed = judged.filter(({ row, verdict }) => row.judge_due > 0 || isOther(row, verdict))
  const outcome: Outcome = {
    read: rows.length,
    judged: theirs.length,
    moved: judged.filter(({ row, verdict, stage }) => isOther(row, verdict) || stage !== row.stage).length,
    last: rows.at(-1)?.seq ?? 0,
  }
  const statements = [
    ...(changed.length ? [keepVerdicts(db, changed)] : []),
    ...movedByRule(db, judged, now),
    ...(pass?.after(outcome) ?? []),
  ]
  if (statements.length) await db.batch(statements)
  return outcome
}

type JudgedLead = { row: JudgedRow; verdict: Judgment; stage: JudgedRow['stage'] }

/** Each of these leads judged by what its site has settled. */
export async function judgeRows(
  db: D1Database,
  rows: JudgedRow[],
  settled: Map<string, Qualification>,
): Promise<JudgedLead[]> {
  const forms = await askedOf(db, rows)
  const judged = rows.map(async (row): Promise<JudgedLead[]> => {
    const rules = settled.get(row.site_id)
    if (!rules) return []
    const verdict = judgeLead(rules, await leadKnown(row, forms), JSON.parse(row.qualification) as KeptVerdicts)
    return [{ row, verdict, stage: stageOf(row, verdict, rules) }]
  })
  return (await Promise.all(judged)).flat()
}

// A doubtful lead moves nowhere, nor does one that is shown under another.
export const stageOf = (
  row: JudgedRow,
  verdict: Pick<Judgment, 'criteria'>,
  rules: Qualification,
): JudgedRow['stage'] =>
  stageAfter(
    {
      stage: row.stage,
      isQualified: isQualified(verdict.criteria) && !row.held && !row.merged_into,
      movedBy: row.moved_by,
    },
    rules.prospectOn,
  )

const isOther = (row: JudgedRow, verdict: Judgment): boolean =>
  row.quality !== verdict.quality ||
  row.persona !== verdict.persona ||
  (row.qualified === 1) !== verdict.qualified ||
  row.qualification !== verdict.qualification

function keepVerdicts(db: D1Database, judged: JudgedLead[]): D1PreparedStatement {
  const list = judged.map(({ row, verdict: { quality, qualification, qualified, persona } }) => ({
    seq: row.seq,
    due: row.judge_due,
    was: row.qualification,
    quality,
    qualification,
    qualified: qualified ? 1 : 0,
    persona,
  }))
  return db
    .prepare(`
      UPDATE lead
      SET quality = judged.value ->> 'quality',
        qualification = judged.value ->> 'qualification',
        qualified = judged.value ->> 'qualified',
        persona = judged.value ->> 'persona',
        judge_due = 0
      FROM json_each(?1) AS judged
      WHERE lead.seq = judged.value ->> 'seq'
        AND lead.judge_due = judged.value ->> 'due'
        AND lead.qualification = judged.value ->> 'was'`)
    .bind(JSON.stringify(list))
}

const movedByRule = (db: D1Database, judged: JudgedLead[], now: number): D1PreparedStatement[] =>
  (['lead', 'prospect'] as const).flatMap((to) => {
    const ids = judged.filter(({ row, stage }) => stage === to && row.stage !== to).map(({ row }) => row.id)
    const from = to === 'lead' ? 'prospect' : 'lead'
    return ids.length ? movingStages(db, ids, { to, from, rule: 'qualified' }, '', now) : []
  })

/** What the forms these leads came by ask, by the word that stands for each in `lead.forms`. */
export async function askedOf(db: D1Database, rows: Pick<JudgedRow, 'forms'>[]): Promise<Map<string, FormAsked>> {
  const marks = [...new Set(rows.flatMap(({ forms }) => forms.split(' ')))].filter(Boolean)
  if (!marks.length) return new Map()
  const { results } = await db
    .prepare(`
      SELECT 'f' || replace(form.id, '-', '') AS mark, form.slug,
        form_version.definition ->> '$.offer.kind' AS offer,
        form_version.definition -> '$.steps' AS steps
      FROM form
      JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      WHERE 'f' || replace(form.id, '-', '') IN (SELECT value FROM json_each(?1))
      LIMIT 500`)
    .bind(JSON.stringify(marks))
    .all<{ mark: string; slug: string; offer: FormAsked['offer']; steps: string }>()
  return new Map(
    results.map(({ mark, slug, offer, steps }) => [
      mark,
      formAsked({ slug, steps: JSON.parse(steps), ...(offer && { offer: { kind: offer } }) }),
    ]),
  )
}

export async function leadKnown(row: JudgedRow, forms: Map<string, FormAsked>): Promise<LeadKnown> {
  const consents: Record<string, { state: string }> = JSON.parse(row.consents)
  return {
    email: row.email,
    language: row.language,
    properties: Object.fromEntries(leadColumns.map((column) => [column, row[column]])),
    answers: JSON.parse(row.answers),
    source: JSON.parse(row.source),
    forms: row.forms.split(' ').flatMap((mark) => forms.get(mark) ?? []),
    mailbox: await mailboxKind(row.email),
    confirmed: row.confirmed_at !== null,
    held: row.held === 1,
    submissions: row.held ? 0 : row.submissions,
    agreed: Object.values(consents).some(({ state }) => isAgreed(state)),
    came: row.came === 1,
    took: row.took === 1,
  }
}
