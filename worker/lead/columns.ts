// The columns of a CSV export: headings that marketing tools expect first, then each purpose, then every other answer.
import type { Cell } from './csv.ts'
import type { ExportedLead, Vocabulary } from './exported.ts'

export type Column = { name: string; of: (lead: ExportedLead) => Cell }

const utm = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id']

const common: Column[] = [
  { name: 'email', of: (lead) => lead.email },
  { name: 'first_name', of: (lead) => lead.given_name },
  { name: 'last_name', of: (lead) => lead.family_name },
  { name: 'full_name', of: (lead) => lead.full_name },
  { name: 'phone', of: (lead) => lead.phone },
  { name: 'company', of: (lead) => lead.company },
  { name: 'job_title', of: (lead) => lead.job_title },
  { name: 'website', of: (lead) => lead.website },
  { name: 'country', of: (lead) => lead.country },
  { name: 'form', of: (lead) => lead.form?.slug },
  { name: 'lead_magnet', of: (lead) => lead.form?.magnet },
  { name: 'status', of: (lead) => lead.stage },
  { name: 'consent_marketing', of: (lead) => agreed(lead) !== undefined },
  // Words and time of an agreement only: an importer takes them for one.
  { name: 'consent_text', of: (lead) => agreed(lead)?.text },
  { name: 'consent_at', of: (lead) => agreed(lead)?.at },
  { name: 'double_opt_in_at', of: (lead) => lead.consents.find(({ state }) => state === 'confirmed')?.at },
  ...utm.map((name): Column => ({ name, of: (lead) => lead.source.campaign?.[name] })),
  { name: 'referrer', of: (lead) => lead.source.referrer },
  { name: 'landing_page', of: (lead) => lead.source.page },
  { name: 'submitted_at', of: (lead) => lead.created_at },
  { name: 'tags', of: () => '' },
  { name: 'held', of: (lead) => lead.held === 1 },
  { name: 'language', of: (lead) => lead.language },
  { name: 'id', of: (lead) => lead.id },
]

/** The newest of each. */
const claimed: Column[] = [
  { name: 'code', of: (lead) => lead.claims.find(({ code }) => code)?.code },
  { name: 'trial', of: (lead) => trialOf(lead)?.magnet },
  { name: 'trial_started_at', of: (lead) => trialOf(lead)?.givenAt },
  { name: 'trial_ends_at', of: (lead) => trialOf(lead)?.endsAt },
  { name: 'trial_state', of: (lead) => trialOf(lead)?.state },
]

const trialOf = (lead: ExportedLead) => lead.claims.find(({ by }) => by !== 'code')

/** Every column of an export, their names all different. */
export function columnsOf(vocabulary: Pick<Vocabulary, 'purposes' | 'answerKeys' | 'hasClaims'>): Column[] {
  const { purposes, answerKeys, hasClaims } = vocabulary
  const columns = [...common, ...(hasClaims ? claimed : [])]
  const taken = new Set([...common, ...claimed].map(({ name }) => name))
  const add = (name: string, otherwise: (name: string) => string, of: Column['of']) => {
    let free = name
    while (taken.has(free)) free = otherwise(free)
    taken.add(free)
    columns.push({ name: free, of })
  }
  for (const purpose of purposes) {
    const standing = (lead: ExportedLead) => lead.consents.find((consent) => consent.purpose === purpose)
    const state = (name: string) => `${name}_state`
    add(`consent_${purpose}`, state, (lead) => standing(lead)?.state)
    add(`consent_${purpose}_basis`, state, (lead) => standing(lead)?.basis)
    add(`consent_${purpose}_text`, state, (lead) => standing(lead)?.text)
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

const agreeing = new Set(['given', 'confirmed', 'imported'])
const agreed = (lead: ExportedLead) => lead.consents.find(({ state }) => agreeing.has(state))
