// The same leads as each tool wants its file: headings it recognises, its separator, its words for a stage, its way of saying who agreed.
import type { PresetName } from '../../contract/export.ts'
import { type Column, columnsOf } from './columns.ts'
import type { Separator, Style } from './csv.ts'
import type { ExportedLead, Vocabulary } from './exported.ts'
import { type Agreement, agreementToMail } from './mailable.ts'

export type Preset = {
  bom: boolean
  separator: Separator
  style: Style
  columns: Column[]
  /** The tool mails whoever is in its file, so only those who agreed are. */
  mailsAll: boolean
}

/** `purpose`: whose agreement counts as one to mail; see `agreementToMail`. */
export function presetOf(name: PresetName, vocabulary: Vocabulary, purpose?: string): Preset {
  if (name === 'generic') return { ...plain, bom: true, columns: columnsOf(vocabulary) }
  if (name === 'excel-fr') return { ...excelFr, columns: columnsOf(vocabulary) }
  const agreement = (lead: ExportedLead) => agreementToMail(lead, purpose)
  const heading = name === 'brevo' ? inCapitals : (own: string) => own
  const { columns, covers } = tools[name](agreement)
  const others = [
    ...optIn(agreement),
    ...columnsOf(vocabulary).filter((column) => !covered.has(column.name) && !covers.includes(column.name)),
  ]
  return {
    ...plain,
    columns: distinct([...columns, ...others.map((column) => ({ ...column, name: heading(column.name) }))]),
    mailsAll: name === 'brevo' || name === 'mailchimp',
  }
}

const plain = { bom: false, separator: ',', style: { decimal: '.', phones: 'kept' }, mailsAll: false } as const
const excelFr = { bom: true, separator: ';', style: { decimal: ',', phones: 'marked' }, mailsAll: false } as const

type Tool = (agreement: (lead: ExportedLead) => Agreement | undefined) => { columns: Column[]; covers: string[] }

// What every tool has under a heading of its own, and what speaks of any agreement, to be called included, where these speak of mail.
const covered = new Set([
  'email',
  'first_name',
  'last_name',
  'phone',
  'consent_marketing',
  'consent_text',
  'consent_at',
  'double_opt_in_at',
  'tags',
])

const optIn = (agreement: (lead: ExportedLead) => Agreement | undefined): Column[] => [
  { name: 'email_opt_in', of: (lead) => agreement(lead) !== undefined },
  { name: 'email_opt_in_at', of: (lead) => agreement(lead)?.at },
  { name: 'email_opt_in_text', of: (lead) => agreement(lead)?.text },
]

/** Who gave only a full name is found by it: it stands where a tool looks first. */
const lastName = (lead: ExportedLead) => lead.family_name ?? (lead.given_name ? null : lead.full_name)
const e164 = (lead: ExportedLead) => (/^\+\d{7,15}$/.test(lead.phone ?? '') ? lead.phone : null)

const tools: Record<Exclude<PresetName, 'generic' | 'excel-fr'>, Tool> = {
  hubspot: () => ({
    columns: [
      { name: 'Email', of: (lead) => lead.email },
      { name: 'First Name', of: (lead) => lead.given_name },
      { name: 'Last Name', of: lastName },
      { name: 'Phone Number', of: (lead) => lead.phone },
      { name: 'Company Name', of: (lead) => lead.company },
      { name: 'Job Title', of: (lead) => lead.job_title },
      { name: 'Website URL', of: (lead) => lead.website },
      { name: 'Lifecycle Stage', of: (lead) => hubspotStages[lead.stage][0] },
      { name: 'Lead Status', of: (lead) => hubspotStages[lead.stage][1] },
    ],
    covers: ['company', 'job_title', 'website'],
  }),
  brevo: () => ({
    columns: [
      { name: 'EMAIL', of: (lead) => lead.email },
      { name: 'FIRSTNAME', of: (lead) => lead.given_name },
      { name: 'LASTNAME', of: lastName },
      // One number Brevo cannot read has it refuse the row.
      { name: 'SMS', of: e164 },
      { name: 'EXT_ID', of: (lead) => lead.id },
    ],
    covers: ['id'],
  }),
  salesforce: (agreement) => ({
    columns: [
      { name: 'First Name', of: (lead) => lead.given_name },
      // Salesforce takes no lead without a last name and a company.
      { name: 'Last Name', of: (lead) => lastName(lead) || lead.email.slice(0, lead.email.lastIndexOf('@')) },
      { name: 'Company', of: (lead) => lead.company || '[not provided]' },
      { name: 'Email', of: (lead) => lead.email },
      { name: 'Phone', of: (lead) => lead.phone },
      { name: 'Mobile Phone', of: () => '' },
      { name: 'Title', of: (lead) => lead.job_title },
      { name: 'Website', of: (lead) => lead.website },
      { name: 'Lead Source', of: () => 'Web' },
      { name: 'Lead Status', of: (lead) => salesforceStatuses[lead.stage] },
      { name: 'Country', of: (lead) => lead.country },
      { name: 'Description', of: (lead) => [lead.form?.slug, lead.form?.magnet].filter(Boolean).join(' · ') },
      { name: 'Email Opt Out', of: (lead) => (agreement(lead) ? 0 : 1) },
    ],
    covers: ['company', 'job_title', 'website', 'country'],
  }),
  mailchimp: (agreement) => ({
    columns: [
      { name: 'Email Address', of: (lead) => lead.email },
      { name: 'First Name', of: (lead) => lead.given_name },
      { name: 'Last Name', of: lastName },
      { name: 'Phone Number', of: (lead) => lead.phone },
      { name: 'Tags', of: (lead) => [lead.form?.slug, ...lead.tags].filter(Boolean).join(',') },
      { name: 'OPTIN_TIME', of: (lead) => agreement(lead)?.at.slice(0, 19).replace('T', ' ') },
      // No address of a device is kept.
      { name: 'OPTIN_IP', of: () => '' },
    ],
    covers: [],
  }),
}

/** Lifecycle stage and lead status, in the values HubSpot comes with. */
const hubspotStages: Record<ExportedLead['stage'], [string, string]> = {
  lead: ['Lead', 'New'],
  prospect: ['Sales Qualified Lead', 'Connected'],
  customer: ['Customer', ''],
  disqualified: ['Other', 'Unqualified'],
  lost: ['Other', ''],
}

/** In the values Salesforce comes with. A lead becomes a customer there by conversion, never by import. */
const salesforceStatuses: Record<ExportedLead['stage'], string> = {
  lead: 'Open - Not Contacted',
  prospect: 'Working - Contacted',
  customer: 'Working - Contacted',
  disqualified: 'Closed - Not Converted',
  lost: 'Closed - Not Converted',
}

const inCapitals = (name: string) => name.toUpperCase().replaceAll('-', '_')

/** The same columns, a heading that comes again numbered. Tools compare them without regard to case. */
function distinct(columns: Column[]): Column[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    let name = column.name
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${column.name}_${n}`
    taken.add(name.toLowerCase())
    return { ...column, name }
  })
}
