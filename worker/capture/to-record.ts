// From what was sent and judged to what will be stored. Pure: everything that varies comes in as a value.
import type { Answers, LeadProperty } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { domainOf, propertyOf } from '../../contract/rules.ts'
import type { Source } from '../../contract/submission.ts'
import { consentsSaid } from '../consent/event.ts'
import { toE164 } from '../lead/phone.ts'
import { leadColumns, type StorableSubmission } from '../lead/record.ts'
import { sha256 } from '../lib/crypto.ts'

/** A submission whose answers are sound. */
export type Sound = { email: string; answers: Answers; consents: Record<string, boolean>; language: string; source: Source }

type Facts = { id: string; held: string | null; gpc: boolean; salt: string; at: string; origin: string }

/** Every row this submission will cause, as plain JSON. */
export async function toRecord(form: PublishedForm, sent: Sound, facts: Facts): Promise<StorableSubmission> {
  const { email } = sent
  const emailKey = comparable(email)
  const { properties, extra } = sortAnswers(form, sent.answers)
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
    consents: consentsSaid(form.consents, sent.consents),
    noticeId: form.notices[sent.language]!,
    gpc: facts.gpc,
    salt: facts.salt,
    subject: await sha256(`${facts.salt}:${emailKey}`),
    source: sent.source,
    held: facts.held,
    origin: facts.origin,
    // Nothing is mailed for a doubtful submission: a form must not be a way to bomb mailboxes.
    mails: form.delivery.byMail && form.magnet && !facts.held ? ['deliver'] : [],
  }
}

function sortAnswers(form: PublishedForm, answers: Answers): Pick<StorableSubmission, 'properties' | 'extra'> {
  const properties: Partial<Record<LeadProperty, string>> = {}
  const extra: Answers = {}
  for (const field of form.steps.flatMap((step) => step.fields)) {
    const answer = answers[field.key]
    const property = propertyOf(field)
    if (answer === undefined || property === 'email') continue
    if (!property || properties[property]) extra[field.key] = answer
    else if (field.kind === 'phone') properties[property] = toE164(String(answer), field.country)
    else properties[property] = String(answer)
  }
  const { given_name, family_name } = properties
  if (given_name || family_name) properties.full_name ??= [given_name, family_name].filter(Boolean).join(' ')
  return { properties: Object.fromEntries(leadColumns.map((c) => [c, properties[c]]).filter(([, v]) => v)), extra }
}

/**
 * An address as used for comparing only: lower case throughout, the domain in ASCII. People's own devices capitalise
 * the first letter, so treating case as meaning would make two leads of one person. Dots and tags are left alone.
 */
export function comparable(email: string): string {
  const domain = domainOf(email)
  const ascii = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain
  return `${email.slice(0, email.lastIndexOf('@')).toLowerCase()}@${ascii}`
}
