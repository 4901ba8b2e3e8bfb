// A message with one level of keys, for tools that offer each of them to be mapped: what an answer or a consent is called stands in
// its key. The keys of a lead are the same in every message; what it does not have is null.
import type { SentBody, SentLead } from '../../../contract/connection.ts'

type Value = string | number | boolean | null

/** `id`: of the message, the same over all its attempts. */
export function flat({ id, type, timestamp, data }: SentBody & { id: string }): Record<string, Value> {
  const { lead, ...cause } = data
  return { id, type, timestamp, ...flatCause(cause), ...('email' in lead ? flatLead(lead) : flatBare(lead)) }
}

const flatCause = (cause: Record<string, string | string[] | null>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(cause).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : value]),
  )

const flatBare = ({ id, site }: { id: string; site: string }) => ({ lead_id: id, site })

function flatLead(lead: SentLead): Record<string, Value> {
  const { source } = lead
  return {
    ...flatBare(lead),
    email: lead.email,
    full_name: lead.fullName,
    first_name: lead.givenName,
    last_name: lead.familyName,
    phone: lead.phone,
    company: lead.company,
    job_title: lead.jobTitle,
    country: lead.country,
    website: lead.website,
    language: lead.language,
    form: lead.form?.slug ?? null,
    form_name: lead.form?.name ?? null,
    stage: lead.stage,
    qualified: lead.qualified,
    quality: lead.quality,
    persona: lead.persona,
    tags: lead.tags.join(', '),
    submissions: lead.submissions,
    merged_into: lead.mergedInto,
    confirmed_at: lead.confirmedAt,
    created_at: lead.createdAt,
    last_contact_at: lead.lastContactAt,
    page: source.page ?? null,
    referrer: source.referrer ?? null,
    ...prefixed('', source.campaign ?? {}, /^utm_/),
    ...prefixed('answer_', lead.answers),
    ...Object.fromEntries(lead.consents.map(({ purpose, state }) => [`consent_${purpose}`, state])),
    ...Object.fromEntries(lead.consents.map(({ purpose, at }) => [`consent_${purpose}_at`, at])),
  }
}

// Keys of forms and purposes are letters, digits and `_`; none begins as another group does, so nothing is written over.
const prefixed = (prefix: string, values: Record<string, Value | string[]>, only = /^/): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => only.test(key))
      .map(([key, value]) => [prefix + key, Array.isArray(value) ? value.join(', ') : value]),
  )
