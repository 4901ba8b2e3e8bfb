// From what was sent and judged to what will be stored. Pure: everything that varies comes in as a value.
import type { Answers } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { type Qualification, usualQualification } from '../../contract/qualification.ts'
import { domainOf } from '../../contract/rules.ts'
import type { Source } from '../../contract/submission.ts'
import { type Asked, askedOf } from '../consent/confirm/asked.ts'
import { consentsSaid, subjectOf } from '../consent/event.ts'
import { judgeArrival } from '../lead/judging.ts'
import { formAsked, isAgreed } from '../lead/known.ts'
import { sortAnswers } from '../lead/properties.ts'
import type { StorableSubmission } from '../lead/storable.ts'
import { wantedOf } from '../magnet/claim.ts'
import { mailboxKind } from './mailbox-kind.ts'

/** A submission whose answers are sound. */
export type Sound = {
  email: string
  answers: Answers
  consents: Record<string, boolean>
  language: string
  source: Source
}

type Facts = {
  id: string
  held: string | null
  /** What else speaks against it. */
  heldAlso?: string[]
  gpc: boolean
  salt: string
  at: string
  origin: string
  suppressedAs?: string[]
  /** The visitor's own browser holds the link that came to this mailbox. */
  isProved?: boolean
  /** What the site has settled about its leads. */
  settled?: Qualification
}

/** Every row this submission will cause, as plain JSON. */
export async function toRecord(form: PublishedForm, sent: Sound, facts: Facts): Promise<StorableSubmission> {
  const { email } = sent
  const emailKey = comparable(email)
  const { properties, extra } = sortAnswers(
    form.steps.flatMap((step) => step.fields),
    sent.answers,
  )
  const consents = consentsSaid(form.consents, sent.consents)
  const confirm = askedOf(form, consents, facts.isProved ?? false)
  // As a lead that was not there before: whoever was is judged again with all that is known of them.
  const lead = {
    email,
    language: sent.language,
    properties,
    answers: extra,
    source: sent.source,
    forms: [formAsked(form)],
    mailbox: await mailboxKind(email),
    confirmed: false,
    held: facts.held !== null,
    submissions: facts.held === null ? 1 : 0,
    agreed: consents.some(({ state }) => isAgreed(state)),
    came: true,
    took: false,
  }
  return {
    id: facts.id,
    at: facts.at,
    site: form.site,
    form: { id: form.id, version: form.version },
    language: sent.language,
    email,
    emailKey,
    properties,
    answers: sent.answers,
    extra,
    consents,
    noticeId: form.notices[sent.language]!,
    gpc: facts.gpc,
    salt: facts.salt,
    subject: await subjectOf({ salt: facts.salt, emailKey }),
    suppressedAs: facts.suppressedAs,
    source: sent.source,
    held: facts.held,
    ...(facts.heldAlso?.length && { heldAlso: facts.heldAlso }),
    origin: facts.origin,
    // A doubtful submission claims nothing and is sent nothing until somebody releases it: programs would drain a pool, and a
    // form must not be a way to bomb mailboxes.
    ...(facts.held ? { mails: [] } : causedBy(form, confirm)),
    ...(confirm && { confirm }),
    arrival: judgeArrival(facts.settled ?? usualQualification, lead, facts.at),
  }
}

/**
 * What a sound submission of a form brings its person. What is claimed is always mailed: the screen may have had nothing to show.
 * So is what waits for the address to be confirmed, where it has been already.
 */
function causedBy(form: PublishedForm, confirm: Asked | undefined): Pick<StorableSubmission, 'mails' | 'claim'> {
  const claim = wantedOf(form.offer, form.defaultLanguage)
  const isMailed = form.delivery.byMail || claim || confirm?.what === 'magnet'
  const mails = [...(isMailed && form.magnet ? ['deliver'] : []), ...(form.delivery.notice ? ['notice'] : [])]
  return { mails, ...(claim && { claim }) }
}

/**
 * An address as used for comparing only: lower case throughout, the domain in ASCII. People's own devices capitalise
 * the first letter, so treating case as meaning would make two leads of one person. Dots and tags are left alone.
 */
export function comparable(email: string): string {
  const domain = domainOf(email)
  const ascii = /^[a-z0-9.-]+$/.test(domain) ? domain : (URL.parse(`http://${domain}`)?.hostname ?? domain)
  return `${email.slice(0, email.lastIndexOf('@')).toLowerCase()}@${ascii}`
}
