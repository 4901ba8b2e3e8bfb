// What a confirmed person said last, as the lead says it from now on. Until somebody proved the address it only filled blanks.
import { leadColumns, type Properties, sortAnswers } from '../../lead/properties.ts'
import type { Holder } from '../rights/holder.ts'
import type { Confirmation } from './read.ts'

/** The statement, where `guard` lets it; `guard` may speak of ?2, the submission. What they corrected or confirmed later stands. */
export function latestSaid(
  db: D1Database,
  { leadId, submissionId }: Pick<Holder, 'leadId' | 'submissionId'>,
  { form, answers, lead }: Pick<Confirmation, 'form' | 'answers' | 'lead'>,
  guard: string,
): D1PreparedStatement {
  const { properties, extra } = sortAnswers(
    form.steps.flatMap((step) => step.fields),
    answers,
  )
  const said = { ...properties, full_name: fullName(properties, lead) }
  return db
    .prepare(`
      UPDATE lead
      SET ${leadColumns.map((column, i) => `${column} = coalesce(?${i + 4}, ${column})`).join(',\n        ')},
        answers = json_patch(answers, ?3)
      WHERE id = ?1
        AND ${guard}
        AND NOT EXISTS (
          SELECT 1
          FROM timeline
          WHERE lead_id = ?1
            AND ((kind = 'corrected' AND id > ?2) OR (kind = 'confirmed' AND ref > ?2))
        )`)
    .bind(leadId, submissionId, JSON.stringify(extra), ...leadColumns.map((column) => said[column] ?? null))
}

// One part of a name alone must not become all of it.
function fullName({ full_name, given_name, family_name }: Properties, lead: Confirmation['lead']): string | undefined {
  const isMade = full_name === [given_name, family_name].filter(Boolean).join(' ')
  return isMade
    ? [given_name ?? lead.given_name, family_name ?? lead.family_name].filter(Boolean).join(' ') || undefined
    : full_name
}
