// Whoever opens the form's own page by a link of their own is not asked the same twice there either, JavaScript or not.
import type { PublishedForm } from '../../../contract/form.ts'
import { isShown } from '../../../contract/rules.ts'
import type { ShownForm } from '../../../contract/shown.ts'
import type { Env } from '../../env.ts'
import { log, reasonOf } from '../../lib/log.ts'
import { knownFields } from '../profile.ts'

/** Keys of what need not be asked; none where the database cannot tell, for asking again does no harm. */
export async function knownHere(env: Env, form: PublishedForm, token: string | null | undefined): Promise<string[]> {
  if (!token) return []
  return knownFields(env, form, token).catch((error) => {
    log.error('profile.unread', { form: form.slug, reason: reasonOf(error) })
    return []
  })
}

/** The form without these questions, and without those that only an answer to one of them would bring. */
export function without(form: ShownForm, keys: string[]): ShownForm {
  if (keys.length === 0) return form
  const gone = new Set(keys)
  for (const { key, showIf } of form.steps.flatMap((step) => step.fields)) {
    const hanging = showIf?.filter(({ field }) => gone.has(field))
    if (!isShown({ showIf: hanging }, {})) gone.add(key)
  }
  const steps = form.steps.map((step) => ({ ...step, fields: step.fields.filter(({ key }) => !gone.has(key)) }))
  return { ...form, steps: steps.filter((step) => step.fields.length) }
}
