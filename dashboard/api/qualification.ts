// How leads are judged: what a site has settled, whom a change would move, and how one lead stands.
import type { LeadQualification } from '../../contract/judged-lead.ts'
import type { Qualification, QualificationPreview, QualificationView, Verdict } from '../../contract/qualification.ts'
import { ask, send } from './request.ts'

const ofSite = (site: string) => `/sites/${encodeURIComponent(site)}/qualification`
export const readQualification = (site: string, signal?: AbortSignal) => ask<QualificationView>(ofSite(site), signal)
/** Refused with `conflict` where somebody else changed it since `changedAt`. */
export const settleQualification = (site: string, settled: Qualification, changedAt: string | null) =>
  send<QualificationView>('PUT', ofSite(site), { settled, changedAt })
export const previewQualification = (site: string, settled: Qualification) =>
  send<QualificationPreview>('POST', `${ofSite(site)}/preview`, settled)

const judgement = (lead: string, criterion: string) => `/leads/${lead}/judgements/${criterion}`
export const readLeadQualification = (lead: string, signal?: AbortSignal) =>
  ask<LeadQualification>(`/leads/${lead}/qualification`, signal)
export const judgeLead = (lead: string, criterion: string, verdict: Verdict, why: string) =>
  send<LeadQualification>('PUT', judgement(lead, criterion), { verdict, why })
export const takeBackJudgement = (lead: string, criterion: string) =>
  send<LeadQualification>('DELETE', judgement(lead, criterion))
