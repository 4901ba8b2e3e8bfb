// An experiment on visitors: started, each variant is frozen as a version of its own; ended, the form stays as it is or becomes one of them.

import type { Letter } from '../../contract/experiment-names.ts'
import { type FormDefinition, formDefinition } from '../../contract/form.ts'
import { changesBetween } from '../../contract/form-diff.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import type { AuditAction } from '../../contract/team-names.ts'
import { themed } from '../../contract/theme.ts'
import { canonicalJson } from '../lib/json.ts'
import { Problem } from '../lib/problem.ts'
import { siteOf } from '../site/settings.ts'
import { asItIs, drafted, expectSound, experimentOf, type VariantRow } from './experiment.ts'
import { aroundDraft, freeze, frozen, versionsOf, writeVersions } from './store.ts'
import { readVersion } from './versions.ts'

type Entry = (action: AuditAction, detail: Record<string, string | number>) => D1PreparedStatement

/**
 * Shows it to visitors. The form as it is becomes a version of its own too: what was kept from before on somebody's device is not taken
 * for part of it. `plan`: what must be there before anything is said. Throws `conflict`, `invalid`.
 */
export async function startExperiment(
  db: D1Database,
  slug: string,
  number: number,
  now: string,
  plan: { viewsEach: number; days: number | null },
  entry: Entry,
): Promise<void> {
  const { form, row, variants } = await experimentOf(db, slug, number)
  if (row.started_at) throw new Problem('conflict', { fields: { experiment: 'started' } })
  const before = await asItIs(db, form)
  const [{ latest, current }, site] = await Promise.all([versionsOf(db, form), siteOf(db, form.site_id)])
  if (!current) throw new Problem('conflict', { fields: { form: 'not_published' } })
  const forms = expectComparable(before, variants)
  const statements = await Promise.all(
    variants.map(async ({ letter }, i) => {
      const { steps, consents, texts, theme } = forms[i]!
      const isSame = canonicalJson(theme) === canonicalJson(before.theme)
      const version = latest + 1 + i
      const written = await frozen(db, {
        ...current,
        ...(letter !== 'a' && {
          steps,
          consents,
          texts,
          // What the site fills in is as it was for the form itself.
          theme: isSame ? current.theme : themed(theme, site?.look),
          own: { origins: before.origins, theme },
        }),
        version,
        publishedAt: now,
      })
      const naming = db
        .prepare('UPDATE experiment_variant SET version = ?4 WHERE form_id = ?1 AND number = ?2 AND letter = ?3')
        .bind(form.id, number, letter, version)
      return [...written, naming]
    }),
  )
  await writeVersions(db, [
    ...statements.flat(),
    db
      .prepare(`
        UPDATE experiment
        SET started_at = ?3, views_each = ?4, days = ?5
        WHERE form_id = ?1
          AND number = ?2`)
      .bind(form.id, number, now, plan.viewsEach, plan.days),
    entry('experiment.started', { form: slug, experiment: number }),
  ])
}

/** Each as a form. Throws `invalid` where one is none, lacks a language, or says nothing of its own. */
function expectComparable(before: FormDefinition, variants: VariantRow[]): FormDefinition[] {
  const spoken = languagesOf(before)
  const forms = variants.map((variant) => {
    const at = `variants.${variant.letter}.`
    const one = variant.parts ? expectSound(drafted(before, variant), at) : before
    const languages = languagesOf(one)
    if (!spoken.every((language) => languages.includes(language)))
      throw new Problem('invalid', { fields: { [`${at}texts`]: 'missing_language' } })
    return one
  })
  for (const [i, one] of forms.entries())
    if (forms.slice(0, i).some((other) => !changesBetween(other, one).length))
      throw new Problem('invalid', { fields: { [`variants.${variants[i]!.letter}`]: 'says_the_same' } })
  return forms
}

/**
 * Ends it. `a`: visitors see the form as it was, and nothing is published. Another: it is published as the form, and becomes its draft,
 * unless that was edited since: then the edits stay, unpublished, and `isDraftKept` says so. Throws `conflict`, `not_publishable`.
 */
export async function stopExperiment(
  db: D1Database,
  slug: string,
  number: number,
  winner: Letter,
  now: string,
  entry: Entry,
): Promise<{ version: number; isDraftKept: boolean }> {
  const { form, row, variants } = await experimentOf(db, slug, number)
  if (!row.started_at || row.ended_at) throw new Problem('conflict', { fields: { experiment: 'not_running' } })
  const chosen = variants.find(({ letter }) => letter === winner)
  if (!chosen?.version || form.version === null) throw new Problem('invalid', { fields: { winner: 'not_an_option' } })
  const ending = [
    db
      .prepare(
        'UPDATE experiment SET ended_at = ?3, winner = ?4 WHERE form_id = ?1 AND number = ?2 AND ended_at IS NULL',
      )
      .bind(form.id, number, now, winner),
    entry('experiment.stopped', { form: slug, experiment: number, variant: winner.toUpperCase() }),
  ]
  if (winner === 'a') {
    await db.batch(ending)
    return { version: form.version, isDraftKept: true }
  }
  const [{ draft: was }, { draft }] = await Promise.all([
    readVersion(db, slug, form.version),
    readVersion(db, slug, chosen.version),
  ])
  const { site, offer, missing } = await aroundDraft(db, form.site_id, draft)
  if (!site?.controller || missing) throw new Problem('not_publishable', { fields: missing })
  const isDraftKept = canonicalJson(formDefinition.parse(JSON.parse(form.draft))) !== canonicalJson(was)
  // One that was edited since differs from what is shown, and says so by being younger.
  const keeping = isDraftKept
    ? db
        .prepare('UPDATE form SET draft_at = ?2 WHERE id = ?1')
        .bind(form.id, new Date(Date.parse(now) + 1).toISOString())
    : db
        .prepare('UPDATE form SET draft = ?2, draft_at = ?3 WHERE id = ?1 AND draft_at = ?4')
        .bind(form.id, JSON.stringify(draft), now, form.draft_at)
  const around = { site, controller: site.controller, offer }
  const published = (version: number) => entry('form.published', { form: slug, version })
  const { version } = await freeze(db, form, draft, around, now, published, [...ending, keeping])
  return { version, isDraftKept }
}
