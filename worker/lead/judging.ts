// Judging one lead by what its site has settled: verdicts, persona and quality, from what is known of it. Pure.

import { assigneeOf } from '../../contract/assignment.ts'
import type { Known } from '../../contract/condition.ts'
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

/** `known`: what it was judged by. */
export type Judgment = LeadVerdict & { criteria: Judged[]; reasons: QualityReason[]; known: Known }

export function judgeLead(settled: Qualification, lead: LeadKnown, kept: KeptVerdicts = {}): Judgment {
  const told = knownAs(lead)
  const persona = personaOf(settled.personas, told)
  const known = { ...told, 'lead.persona': persona }
  const criteria = judge(settled.criteria, known, kept)
  const { score, reasons } = qualityOf(qualityFacts(lead, told))
  return {
    quality: score,
    qualification: JSON.stringify(keptOf(criteria, kept)),
    qualified: isQualified(criteria),
    persona,
    criteria,
    reasons,
    known,
  }
}

/** What is kept of a lead as it arrives, and whose it is. Nobody's while it is doubtful. */
export type Arrival = LeadVerdict & { assignedTo: string | null; interestAt: string | null; isProspect: boolean }

export function judgeArrival(settled: Qualification, lead: LeadKnown, at: string): Arrival {
  const { quality, qualification, qualified, persona, known } = judgeLead(settled, lead)
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
