// One lead by what its site has settled: how it stands and why, and the word of a person, which stands above any rule.
import type { Condition, Known } from '../../contract/condition.ts'
import { knownOf } from '../../contract/condition.ts'
import type { Field } from '../../contract/field.ts'
import type { Because, LeadQualification } from '../../contract/judged-lead.ts'
import {
  type KeptVerdicts,
  type Qualification,
  usualQualification,
  type Verdict,
} from '../../contract/qualification.ts'
import { coldFrom, temperatureOf, warmthOf } from '../../contract/temperature.ts'
import { readAll } from '../lib/db.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import { type SettledRow, settledBySite, settledSql } from '../site/qualification.ts'
import { askedOf, type JudgedRow, judgedRows, judgeSoon, leadKnown } from './judge.ts'
import { judgeLead } from './judging.ts'

type Row = JudgedRow & { interest_at: string | null }

/** Throws `not_found`. */
export async function readLeadQualification(db: D1Database, id: string, now: number): Promise<LeadQualification> {
  const { row, settled } = await readRow(db, id)
  const lead = await leadKnown(row, await askedOf(db, [row]))
  const kept: KeptVerdicts = JSON.parse(row.qualification)
  const judgment = judgeLead(settled, lead, kept)
  const isExplained = judgment.criteria.some(({ evidence }) => evidence.length > 0)
  const questions = isExplained ? await questionsOf(db, id) : []
  const { interest_at: interestAt } = row
  return {
    criteria: judgment.criteria.map(({ evidence, ...criterion }, n) => ({
      ...criterion,
      name: settled.criteria[n]?.name ?? null,
      evidence: evidence.map(({ verdict, when }) => ({
        verdict,
        because: when.map((condition) => explained(condition, judgment.known, questions)),
      })),
    })),
    qualified: judgment.qualified,
    stage: row.stage,
    prospectOn: settled.prospectOn,
    persona: judgment.persona,
    temperature: {
      state: temperatureOf(interestAt, now, settled.hotDays),
      warmth: warmthOf(interestAt, now, settled.hotDays),
      interestAt,
      coldFrom: interestAt && coldFrom(interestAt, settled.hotDays),
      days: settled.hotDays,
    },
    quality: { score: judgment.quality, reasons: judgment.reasons },
  }
}

async function readRow(db: D1Database, id: string): Promise<{ row: Row; settled: Qualification }> {
  const [[row], sites] = await readAll<[Row, SettledRow]>(db, [
    db
      .prepare(
        `SELECT judged.*, lead.interest_at FROM (${judgedRows('WHERE id = ?1')}) AS judged JOIN lead USING (seq)`,
      )
      .bind(id),
    db.prepare(settledSql),
  ])
  if (!row) throw new Problem('not_found')
  return { row, settled: settledBySite(sites).get(row.site_id) ?? usualQualification }
}

/** The questions this person was asked last. */
async function questionsOf(db: D1Database, id: string): Promise<Field[]> {
  const { results } = await db
    .prepare(`
      SELECT DISTINCT form_version.definition -> '$.steps' AS steps
      FROM (SELECT ref FROM timeline WHERE lead_id = ?1 AND kind = 'submitted' ORDER BY id DESC LIMIT 20) AS sent
      JOIN submission ON submission.id = sent.ref
      JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version`)
    .bind(id)
    .all<{ steps: string }>()
  return results.flatMap(({ steps }) => (JSON.parse(steps) as { fields: Field[] }[]).flatMap(({ fields }) => fields))
}

function explained(condition: Condition, known: Known, questions: Field[]): Because {
  const field = questions.find(({ key }) => key === condition.about)
  const answer = knownOf(known, condition.about) ?? null
  const options = field && 'options' in field ? field.options : []
  const values: string[] = Array.isArray(answer) ? answer : [String(answer)]
  return {
    condition,
    question: field?.label ?? null,
    answer,
    chosen: options.filter(({ value }) => values.includes(value)).map(({ label }) => label),
  }
}

type Said = { verdict: Verdict; why: string }

/**
 * Keeps what somebody of the team says of a criterion; `undefined` takes it back, and the rules say again.
 * Throws `not_found` for a lead or a criterion there is not.
 */
export async function sayOf(
  db: D1Database,
  id: string,
  criterion: string,
  said: Said | undefined,
  { by, now }: { by: string; now: number },
): Promise<void> {
  const { settled } = await readRow(db, id)
  const asked = settled.criteria.find((each) => each.id === criterion)
  if (!asked) throw new Problem('not_found')
  const at = new Date(now).toISOString()
  const kept = said && JSON.stringify({ verdict: said.verdict, judged: { by, at, why: said.why } })
  const detail = { criterion, name: asked.name ?? null, verdict: said?.verdict ?? null, why: said?.why ?? null, by }
  const path = `$."${criterion}"`
  await db.batch([
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, detail, at)
        SELECT id, ?2, 'judged', ?3, ?4
        FROM lead
        WHERE id = ?1
          AND (?5 OR qualification -> ?6 -> '$.judged' IS NOT NULL)`)
      .bind(id, newId(now), JSON.stringify(detail), at, said ? 1 : 0, path),
    db
      .prepare(`
        UPDATE lead
        SET qualification = iif(?2 IS NULL, json_remove(qualification, ?3), json_set(qualification, ?3, json(?2))),
          judge_due = judge_due + 1
        WHERE id = ?1`)
      .bind(id, kept ?? null, path),
  ])
  await judgeSoon(db, [id], now)
}
