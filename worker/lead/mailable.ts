// Whether a lead agreed to be mailed, as a tool that mails has to be told: in doubt, no.
import type { ExportedLead } from './exported.ts'

export type Agreement = ExportedLead['consents'][number]

// Purposes are named by whoever writes the form. These are about another way of being reached, or about somebody else who writes.
const elsewhere = /^(?:phone|tel|call|appel|sms|whatsapp|post|courrier|partner|partenaire)/
const agreeing = new Set(['given', 'confirmed', 'imported'])
const refusing = new Set(['withdrawn', 'objected'])

/**
 * The agreement to `purpose`; without it, to any purpose a mail can serve, unless the lead said no to one of them.
 * A box merely shown, an opt-out left alone, a tick still to be confirmed and a held submission are no agreement.
 */
export function agreementToMail(
  lead: Pick<ExportedLead, 'held' | 'consents'>,
  purpose?: string,
): Agreement | undefined {
  if (lead.held) return undefined
  const about = lead.consents.filter((asked) => (purpose ? asked.purpose === purpose : !elsewhere.test(asked.purpose)))
  if (about.some(({ state }) => refusing.has(state))) return undefined
  return about.find(({ basis, state }) => basis === 'consent' && agreeing.has(state))
}
