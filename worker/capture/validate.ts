// Whether what was sent fits the very version of the form that was shown.
import type { PublishedForm } from '../../contract/form.ts'
import { readAnswers } from '../../contract/rules.ts'
import type { Submission } from '../../contract/submission.ts'
import { Problem } from '../lib/problem.ts'
import { mailboxKind } from './mailbox-kind.ts'
import { isAskedOnce } from './profile.ts'
import type { Sound } from './to-record.ts'

/**
 * The sound part of a submission. Throws `invalid` with a code for each field that is not.
 * `isKnown`: sent by somebody who may leave out what they answered before.
 */
export async function validate(form: PublishedForm, sent: Submission, isKnown = false): Promise<Sound> {
  const fields = form.steps
    .flatMap((step) => step.fields)
    .map((field) => (isKnown && isAskedOnce(field) ? { ...field, required: false } : field))
  const { answers, errors } = readAnswers(fields, sent.answers)
  const problems: Record<string, string> = { ...errors }

  const known = new Set(fields.map((field) => field.key))
  for (const key of Object.keys(sent.answers)) if (!known.has(key)) problems[key] = 'unknown_field'
  const purposes = new Set(form.consents.map((consent) => consent.purpose))
  for (const purpose of Object.keys(sent.consents))
    if (!purposes.has(purpose)) problems[`consents.${purpose}`] = 'unknown_field'
  if (!form.notices[sent.language]) problems.language = 'not_an_option'

  const asked = fields.find((field) => field.kind === 'email')!
  const email = answers[asked.key]
  if (typeof email === 'string' && asked.accept === 'business' && (await mailboxKind(email)) !== 'own') {
    problems[asked.key] = 'business_email_only'
  }
  if (Object.keys(problems).length || typeof email !== 'string') throw new Problem('invalid', { fields: problems })

  return { email, answers, consents: sent.consents, language: sent.language, source: sent.source }
}
