// The columns of a CSV export: headings that marketing tools expect first, then each purpose, then every other answer.
import type { Cell } from './csv.ts'
import type { ExportedLead, Vocabulary } from './exported.ts'
import { agreementToMail } from './mailable.ts'

/** `width`: in characters, where a sheet has one; 16 unless told. */
export type Column = { name: string; of: (lead: ExportedLead) => Cell; width?: number }

const utm = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id']

const common: Column[] = [
  { name: 'email', of: (lead) => lead.email, width: 32 },
  { name: 'first_name', of: (lead) => lead.given_name },
  { name: 'last_name', of: (lead) => lead.family_name },
  { name: 'full_name', of: (lead) => lead.full_name, width: 24 },
  { name: 'phone', of: (lead) => lead.phone },
  { name: 'company', of: (lead) => lead.company, width: 24 },
  { name: 'job_title', of: (lead) => lead.job_title },
  { name: 'website', of: (lead) => lead.website },
  { name: 'country', of: (lead) => lead.country },
  { name: 'form', of: (lead) => lead.form?.slug },
  { name: 'lead_magnet', of: (lead) => lead.form?.magnet },
  { name: 'status', of: (lead) => lead.stage },
  // To be mailed, and to nothing else: a yes to a call is none, nor one to somebody else's letters.
  { name: 'consent_marketing', of: (lead) => agreementToMail(lead) !== undefined },
  // Words and time of an agreement only: an importer takes them for one.
  { name: 'consent_text', of: (lead) => agreementToMail(lead)?.text, width: 40 },
  { name: 'consent_at', of: (lead) => agreementToMail(lead)?.at },
  { name: 'double_opt_in_at', of: (lead) => lead.consents.find(({ state }) => state === 'confirmed')?.at },
  ...utm.map((name): Column => ({ name, of: (lead) => lead.source.campaign?.[name] })),
  { name: 'referrer', of: (lead) => lead.source.referrer },
  { name: 'landing_page', of: (lead) => lead.source.page, width: 32 },
  { name: 'submitted_at', of: (lead) => lead.created_at },
  { name: 'tags', of: (lead) => lead.tags },
  { name: 'quality', of: (lead) => lead.quality },
  { name: 'qualified', of: (lead) => lead.qualified === 1 },
  { name: 'persona', of: (lead) => lead.persona },
  { name: 'temperature', of: (lead) => lead.temperature },
  { name: 'interest_at', of: (lead) => lead.interest_at },
  { name: 'assigned_to', of: (lead) => lead.assignedTo, width: 24 },
  { name: 'last_contact_at', of: (lead) => lead.last_contact_at },
  { name: 'exchanged_at', of: (lead) => lead.exchanged_at },
  { name: 'follow_up_on', of: (lead) => lead.followUp?.on },
  { name: 'follow_up', of: (lead) => lead.followUp?.what, width: 32 },
  { name: 'held', of: (lead) => lead.held === 1 },
  { name: 'language', of: (lead) => lead.language },
  { name: 'id', of: (lead) => lead.id, width: 38 },
]

/** The newest of each. */
const claimed: Column[] = [
  { name: 'code', of: (lead) => lead.claims.find(({ code }) => code)?.code },
  { name: 'trial', of: (lead) => trialOf(lead)?.magnet },
  { name: 'trial_started_at', of: (lead) => trialOf(lead)?.givenAt },
  { name: 'trial_ends_at', of: (lead) => trialOf(lead)?.endsAt },
  { name: 'trial_state', of: (lead) => trialOf(lead)?.state },
]

const variants: Column[] = [
  { name: 'variant', of: ({ variant }) => variant && `${variant.name} · ${variant.letter.toUpperCase()}`, width: 24 },
]

const trialOf = (lead: ExportedLead) => lead.claims.find(({ by }) => by !== 'code')

/** Every column of an export, their names all different. */
export function columnsOf(
  vocabulary: Pick<Vocabulary, 'purposes' | 'answerKeys' | 'hasClaims' | 'hasVariants'>,
): Column[] {
  const { purposes, answerKeys, hasClaims, hasVariants } = vocabulary
  const columns = [...common, ...(hasClaims ? claimed : []), ...(hasVariants ? variants : [])]
  const taken = new Set([...common, ...claimed, ...variants].map(({ name }) => name))
  const add = (name: string, otherwise: (name: string) => string, of: Column['of'], width?: number) => {
    let free = name
    while (taken.has(free)) free = otherwise(free)
    taken.add(free)
    columns.push({ name: free, of, width })
  }
  for (const purpose of purposes) {
    const standing = (lead: ExportedLead) => lead.consents.find((consent) => consent.purpose === purpose)
    const state = (name: string) => `${name}_state`
    add(`consent_${purpose}`, state, (lead) => standing(lead)?.state)
    add(`consent_${purpose}_basis`, state, (lead) => standing(lead)?.basis)
    add(`consent_${purpose}_text`, state, (lead) => standing(lead)?.text, 40)
    add(`consent_${purpose}_at`, state, (lead) => standing(lead)?.at)
    add(`consent_${purpose}_wording`, state, (lead) => standing(lead)?.noticeId)
  }
  for (const key of answerKeys)
    add(
      key,
      (name) => `answer_${name}`,
      (lead) => lead.answers[key],
    )
  return columns
}
