// Experiments on a form while they are written: what is tried, on how many, after which difference. One at a time, with two to four variants.
import type { ExperimentChange, ExperimentSummary, VariantParts } from '../../contract/experiment.ts'
import { type Letter, letters } from '../../contract/experiment-names.ts'
import { type FormDefinition, formDefinition } from '../../contract/form.ts'
import { Problem } from '../lib/problem.ts'
import type { experiment, experimentVariant } from '../schema/experiment.ts'
import { type FormRow, formRow } from './store.ts'
import { readVersion } from './versions.ts'

export type ExperimentRow = typeof experiment.$inferSelect
export type VariantRow = typeof experimentVariant.$inferSelect

const stateOf = ({ started_at, ended_at }: ExperimentRow) => (ended_at ? 'ended' : started_at ? 'running' : 'draft')

export const summaryOf = (row: ExperimentRow): ExperimentSummary => ({
  number: row.number,
  name: row.name,
  state: stateOf(row),
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  winner: row.winner,
})

/** A page of them, the newest first. `next`: what to ask for `before`, where there are more. */
export async function listExperiments(db: D1Database, slug: string, limit: number, before?: number) {
  const form = await formRow(db, slug)
  const { results } = await db
    .prepare(`
      SELECT *
      FROM experiment
      WHERE form_id = ?1
        AND number < ?2
      ORDER BY number DESC
      LIMIT ?3`)
    .bind(form.id, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
    .all<ExperimentRow>()
  const shown = results.slice(0, limit)
  return { experiments: shown.map(summaryOf), next: results.length > limit ? shown.at(-1)!.number : null }
}

export type Kept = { form: FormRow; row: ExperimentRow; variants: VariantRow[] }

/** One with its variants, the form as it is first. Throws `form_unknown`, `not_found`. */
export async function experimentOf(db: D1Database, slug: string, number: number): Promise<Kept> {
  const form = await formRow(db, slug)
  const [found, variants] = await db.batch<ExperimentRow | VariantRow>([
    db.prepare('SELECT * FROM experiment WHERE form_id = ?1 AND number = ?2').bind(form.id, number),
    db
      .prepare('SELECT * FROM experiment_variant WHERE form_id = ?1 AND number = ?2 ORDER BY letter')
      .bind(form.id, number),
  ])
  const row = found?.results[0] as ExperimentRow | undefined
  if (!row) throw new Problem('not_found')
  return { form, row, variants: (variants?.results ?? []) as VariantRow[] }
}

const partsOf = ({ steps, consents, texts, theme }: FormDefinition): VariantParts => ({ steps, consents, texts, theme })

/** The form as its visitors see it, which every variant goes out from. Throws `conflict` where nobody sees it. */
export async function asItIs(db: D1Database, { slug, version, archived_at }: FormRow): Promise<FormDefinition> {
  if (version === null || archived_at) throw new Problem('conflict', { fields: { form: 'not_published' } })
  return (await readVersion(db, slug, version)).draft
}

/** Begins one with the form as it is and a copy of it, half of the views for each. Gives its number. Throws `conflict`. */
export async function beginExperiment(
  db: D1Database,
  slug: string,
  { name, lift }: { name: string; lift: number },
  now: string,
): Promise<number> {
  const form = await formRow(db, slug)
  const parts = JSON.stringify(partsOf(await asItIs(db, form)))
  const latest = await db
    .prepare('SELECT coalesce(max(number), 0) AS number FROM experiment WHERE form_id = ?1')
    .bind(form.id)
    .first<number>('number')
  const number = (latest ?? 0) + 1
  try {
    await db.batch([
      db
        .prepare('INSERT INTO experiment (form_id, number, name, lift, created_at) VALUES (?1, ?2, ?3, ?4, ?5)')
        .bind(form.id, number, name, lift, now),
      db
        .prepare(`INSERT INTO experiment_variant (form_id, number, letter, share) VALUES (?1, ?2, 'a', 50)`)
        .bind(form.id, number),
      insertion(db, form.id, number, 'b', 50, parts, now),
    ])
  } catch (error) {
    if (error instanceof Error && /UNIQUE constraint failed: experiment/.test(error.message))
      throw new Problem('conflict', { fields: { experiment: 'open' } })
    throw error
  }
  return number
}

const insertion = (
  db: D1Database,
  formId: string,
  number: number,
  letter: Letter,
  share: number,
  parts: string,
  now: string,
) =>
  db
    .prepare(`
      INSERT INTO experiment_variant (form_id, number, letter, share, parts, parts_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)`)
    .bind(formId, number, letter, share, parts, now)

function expectDraft({ row }: Kept): void {
  if (row.started_at) throw new Problem('conflict', { fields: { experiment: 'started' } })
}

// What is changed must still be a draft when the change arrives.
const isDrafted = `EXISTS (
  SELECT 1 FROM experiment WHERE form_id = ?1 AND number = ?2 AND started_at IS NULL
)`

/** Another name, another difference to be after, other shares. Once it runs, only its name. Throws `conflict`, `invalid`. */
export async function changeExperiment(
  db: D1Database,
  slug: string,
  number: number,
  { name, lift, shares }: ExperimentChange,
): Promise<void> {
  const kept = await experimentOf(db, slug, number)
  if (lift !== undefined || shares) expectDraft(kept)
  const { form, variants } = kept
  if (shares) expectWhole(variants, shares)
  await db.batch([
    db
      .prepare(`
        UPDATE experiment
        SET name = coalesce(?3, name), lift = iif(started_at IS NULL, coalesce(?4, lift), lift)
        WHERE form_id = ?1
          AND number = ?2`)
      .bind(form.id, number, name ?? null, lift ?? null),
    ...sharing(db, form.id, number, Object.entries(shares ?? {}) as [Letter, number][]),
  ])
}

function expectWhole(variants: VariantRow[], shares: NonNullable<ExperimentChange['shares']>): void {
  const named = Object.keys(shares)
  const isEach = variants.length === named.length && variants.every(({ letter }) => named.includes(letter))
  const sum = Object.values(shares).reduce((a, b) => a + b, 0)
  if (!isEach || sum !== 100) throw new Problem('invalid', { fields: { shares: 'not_whole' } })
}

const sharing = (db: D1Database, formId: string, number: number, shares: [Letter, number][]) =>
  shares.map(([letter, share]) =>
    db
      .prepare(`
        UPDATE experiment_variant
        SET share = ?4
        WHERE form_id = ?1
          AND number = ?2
          AND letter = ?3
          AND ${isDrafted}`)
      .bind(formId, number, letter, share),
  )

/** The same for each, what cannot be divided for the form as it is. */
const evenly = (drawn: Letter[]): [Letter, number][] => {
  const each = Math.floor(100 / drawn.length)
  return drawn.map((letter, i) => [letter, i ? each : 100 - each * (drawn.length - 1)])
}

/** One more, beginning as a copy of the form as it is; views are shared evenly again. Throws `conflict` after the fourth. */
export async function addVariant(db: D1Database, slug: string, number: number, now: string): Promise<Letter> {
  const kept = await experimentOf(db, slug, number)
  expectDraft(kept)
  const { form, variants } = kept
  const taken = variants.map(({ letter }) => letter)
  const letter = letters.find((one) => !taken.includes(one))
  if (!letter) throw new Problem('conflict', { fields: { variants: 'too_many' } })
  const parts = JSON.stringify(partsOf(await asItIs(db, form)))
  await db.batch([
    insertion(db, form.id, number, letter, 10, parts, now),
    ...sharing(db, form.id, number, evenly([...taken, letter].toSorted())),
  ])
  return letter
}

/** Throws `conflict` where it is one of the last two. */
export async function removeVariant(db: D1Database, slug: string, number: number, letter: Letter): Promise<void> {
  const kept = await experimentOf(db, slug, number)
  expectDraft(kept)
  const { form, variants } = kept
  if (!variants.some((one) => one.letter === letter)) throw new Problem('not_found')
  if (letter === 'a' || variants.length < 3) throw new Problem('conflict', { fields: { variants: 'too_few' } })
  const left = variants.map((one) => one.letter).filter((one) => one !== letter)
  await db.batch([
    db
      .prepare(`
        DELETE FROM experiment_variant
        WHERE form_id = ?1
          AND number = ?2
          AND letter = ?3
          AND ${isDrafted}`)
      .bind(form.id, number, letter),
    ...sharing(db, form.id, number, evenly(left)),
  ])
}

/** A variant as a form of its own: what it says, and around it what all of them have in common. */
export async function readVariant(db: D1Database, slug: string, number: number, letter: Letter) {
  const { form, row, variants } = await experimentOf(db, slug, number)
  const variant = variants.find((one) => one.letter === letter)
  if (!variant) throw new Problem('not_found')
  const draft = variant.version
    ? (await readVersion(db, slug, variant.version)).draft
    : drafted(await asItIs(db, form), variant)
  return { letter, site: form.site_id, draft, draftAt: variant.parts_at ?? row.created_at }
}

/** The form with what a variant says in its place. Nothing is checked by that. */
export const drafted = (form: FormDefinition, { parts }: Pick<VariantRow, 'parts'>): FormDefinition => ({
  ...form,
  ...(parts && (JSON.parse(parts) as VariantParts)),
})

/**
 * Keeps what a variant says. `known`: the `draftAt` of what was edited; then what somebody else kept meanwhile is left as it is, and
 * `conflict` thrown. Throws `invalid` with what the whole form would be refused for.
 */
export async function saveVariant(
  db: D1Database,
  slug: string,
  number: number,
  letter: Letter,
  parts: VariantParts,
  now: string,
  known?: string,
): Promise<void> {
  const kept = await experimentOf(db, slug, number)
  expectDraft(kept)
  const { form, variants } = kept
  if (letter === 'a' || !variants.some((one) => one.letter === letter)) throw new Problem('not_found')
  expectSound({ ...(await asItIs(db, form)), ...parts })
  const { meta } = await db
    .prepare(`
      UPDATE experiment_variant
      SET parts = ?4, parts_at = ?5
      WHERE form_id = ?1
        AND number = ?2
        AND letter = ?3
        AND (?6 IS NULL OR parts_at = ?6)
        AND ${isDrafted}`)
    .bind(form.id, number, letter, JSON.stringify(parts), now, known ?? null)
    .run()
  if (!meta.changes) throw new Problem('conflict', { fields: { draft: 'changed' } })
}

/** What a variant comes to, as a form. `at`: what stands before the paths of what is wrong. Throws `invalid`. */
export function expectSound(definition: FormDefinition, at = ''): FormDefinition {
  const { success, data, error } = formDefinition.safeParse(definition)
  if (success) return data
  const issues = error.issues.map((issue): [string, string] => [
    at + issue.path.join('.'),
    /^[a-z_]+$/.test(issue.message) ? issue.message : 'wrong_type',
  ])
  throw new Problem('invalid', { fields: Object.fromEntries(issues) })
}

/** Throws `conflict` for one that has begun to run: what it counted stays. */
export async function discardExperiment(db: D1Database, slug: string, number: number): Promise<void> {
  const kept = await experimentOf(db, slug, number)
  expectDraft(kept)
  await db.batch([
    db
      .prepare(`DELETE FROM experiment_variant WHERE form_id = ?1 AND number = ?2 AND ${isDrafted}`)
      .bind(kept.form.id, number),
    db
      .prepare('DELETE FROM experiment WHERE form_id = ?1 AND number = ?2 AND started_at IS NULL')
      .bind(kept.form.id, number),
  ])
}
