// The lead's way, whatever way it came in: shown version, guard, validation, one batch, answer.
import type { PublishedForm } from '../../contract/form.ts'
import { type Accepted, type Submission, submission } from '../../contract/submission.ts'
import { screenLink } from '../consent/rights/link.ts'
import { suppressionSubjects } from '../consent/suppression.ts'
import type { Env } from '../env.ts'
import { expectOpen, placeOf } from '../form/closing.ts'
import { forgetForm, formVersion, publishedForm, settledFor } from '../form/published.ts'
import { variantOf } from '../form/variant.ts'
import { count } from '../insight/count.ts'
import { sourceOf } from '../insight/source-name.ts'
import { randomText } from '../lib/crypto.ts'
import { log } from '../lib/log.ts'
import { fieldCodes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { answer, lookInMailbox } from './answer.ts'
import { guard, isBlockRested } from './guard.ts'
import { intake } from './intake.ts'
import { isConfirmed, readProfile } from './profile.ts'
import { cleanSource } from './source.ts'
import { comparable, toRecord } from './to-record.ts'
import { validate } from './validate.ts'
import type { Visit } from './visit.ts'

/** Enough for the longest honest form; far below what a queue message holds. */
export const maxBodyBytes = 64_000

/** Keeps a submission and says what its visitor sees next. Throws the Problem that refuses it. */
export async function submit(env: Env, slug: string, sent: Submission, visit: Visit): Promise<Accepted> {
  const current = await knownForm(env, slug)
  expectOpen(current, Date.now(), true)
  const form = await formVersion(env.DB, slug, sent.version)
  if (!form) throw new Problem('invalid', { fields: { version: 'not_an_option' } })
  const known = sent.known === undefined ? undefined : await readProfile(env, sent.known)
  const sound = await validate(form, sent, known !== undefined)
  const emailKey = comparable(sound.email)
  const { ticket, proof, turnstile, website_url: trap } = sent
  const envelope = { ticket, proof, turnstile, trap, emailKey, answers: sound.answers }
  const verdict = await guard(env, form, envelope, visit)
  if (verdict.do === 'refuse') throw new Problem(verdict.code)

  const [held = null, ...heldAlso] = verdict.do === 'hold' ? verdict.reasons : []
  const { gpc, ownOrigin: origin } = visit
  const at = new Date().toISOString()
  const suppressedAs = await suppressionSubjects(env, form.site, emailKey)
  const isProved = Boolean(known) && (await isTheirs(env, form, known!, emailKey))
  const facts = {
    id: verdict.id,
    held,
    heldAlso,
    gpc,
    salt: randomText(16),
    at,
    origin,
    suppressedAs,
    isProved,
    settled: await settledFor(env.DB, slug),
  }
  const record = await toRecord(form, { ...sound, source: cleanSource(sound.source) }, facts)
  const { given, isNew } = await intake(env, { ...record, place: placeOf(current, held) }).catch(async (error) => {
    // Its last place went in the meantime: whoever comes next is told so instead of being asked.
    if (error instanceof Problem && error.code === 'form_closed') await forgetForm(slug)
    throw error
  })
  // What goes as it should is counted; a line for each would cost as much as its signatures.
  if (held) log.info('submission.held', { form: slug, version: form.version, held })
  if (isNew && !held) countSubmission(env, current, sent, visit)
  const rights = await screenLink(env, origin, verdict.id)
  const { confirm } = record
  const next = confirm?.isFirst
    ? lookInMailbox(verdict.id, sound.email, sent.language)
    : await answer(env, origin, form, verdict.id, given)
  return { ...next, rights }
}

// Without JavaScript the form is never seen to begin: it comes all at once. Such are held, and counted when they are released.
function countSubmission(env: Env, form: PublishedForm, sent: Submission, { audience, origin }: Visit): void {
  const source = sourceOf(sent.source, origin)
  count(env, { event: 'submit', form: form.id, source, audience, variant: variantOf(form, sent.version) })
}

/** Where what they came for waits for a confirmation: whether they have given it before. Not while D1 cannot tell. */
async function isTheirs(env: Env, form: PublishedForm, leadId: string, emailKey: string): Promise<boolean> {
  if (form.delivery.confirm !== 'magnet') return false
  return isConfirmed(env.DB, form.site, leadId, emailKey).catch(() => false)
}

/** The body of a submission. Throws `invalid` with what is wrong with its shape. */
export function readSubmission(body: unknown): Submission {
  const parsed = submission.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', { fields: fieldCodes(parsed.error, body) })
}

/** Before anything costly is done, a body read included. */
export async function expectRested(env: Env, visit: Visit): Promise<void> {
  if (!(await isBlockRested(env, visit))) throw new Problem('rate_limited', { retryAfter: 60 })
}

/** The form visitors see now under this name, or a Problem `form_unknown`. */
export async function knownForm(env: Env, slug: string): Promise<PublishedForm> {
  const form = await publishedForm(env.DB, slug)
  if (!form) throw new Problem('form_unknown')
  return form
}
