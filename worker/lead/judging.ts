// Judging one lead by what its site has settled: verdicts, persona and quality, from what is known of it. Pure.

import { assigneeOf } from '../../contract/assignment.ts'
import { personaOf } from '../../contract/persona.ts'
import {
  isQualified,
  type Judged,
  judge,
  type KeptVerdicts,
  keptOf,
  type Qualification,
} from '../../contract/qualification.ts'
import { type QualityReason, qualityOf } from '../../contract/quality.ts'
import { knownAs, type LeadKnown, qualityFacts } from './known.ts'

/** What is kept with the lead. */
export type LeadVerdict = {
  quality: number
  /** JSON. */
  qualification: string
  qualified: boolean
  persona: string | null
}

export type Judgment = LeadVerdict & { criteria: Judged[]; reasons: QualityReason[] }

export function judgeLead(settled: Qualification, lead: LeadKnown, kept: KeptVerdicts = {}): Judgment {
  const known = knownAs(lead)
  const persona = personaOf(settled.personas, known)
  const criteria = judge(settled.criteria, { ...known, 'lead.persona': persona }, kept)
  const { score, reasons } = qualityOf(qualityFacts(lead, known))
  return {
    quality: score,
    qualification: JSON.stringify(keptOf(criteria, kept)),
    qualified: isQualified(criteria),
    persona,
    criteria,
    reasons,
  }
}

/** What is kept of a lead as it arrives, and whose it is. Nobody's while it is doubtful. */
export type Arrival = LeadVerdict & { assignedTo: string | null; interestAt: string | null; isProspect: boolean }

export function judgeArrival(settled: Qualification, lead: LeadKnown, at: string): Arrival {
  const { quality, qualification, qualified, persona } = judgeLead(settled, lead)
  const known = { ...knownAs(lead), 'lead.persona': persona }
  return {
    quality,
    qualification,
    qualified,
    persona,
    assignedTo: lead.held ? null : assigneeOf(settled.assignment, known, Date.parse(at)),
    interestAt: lead.held ? null : at,
    isProspect: qualified && !lead.held && settled.prospectOn === 'exchange_or_qualified',
  }
}
