// One lead, and what the team does with it.
import type { Delivery } from '../../contract/delivery.ts'
import type { FollowUp, FollowUpChange, FollowUpFilter, FollowUpInput, FollowUpPage } from '../../contract/follow-up.ts'
import type { LeadEdit, MergePlan, SimilarLead } from '../../contract/lead-work.ts'
import type { Note, NoteInput } from '../../contract/note.ts'
import type { Stage, StageChange } from '../../contract/stage.ts'
import type { TimelineKind, TimelinePage } from '../../contract/timeline.ts'
import { ask, queryOf, root, send } from './request.ts'

const path = (id: string, rest = '') => `/leads/${encodeURIComponent(id)}${rest}`

export const moveLead = (id: string, change: StageChange) =>
  send<{ from: Stage | null }>('POST', path(id, '/stage'), change)
export const tagLead = (id: string, change: { add?: string[]; remove?: string[] }) =>
  send<{ from: string[] | null; to: string[] | null }>('POST', path(id, '/tags'), change)
export const assignLead = (id: string, member: string | null) =>
  send<{ changed: boolean; from: string | null }>('POST', path(id, '/assignment'), { member })
export const editLead = (id: string, edit: LeadEdit) => send<{ changed: string[] }>('PATCH', path(id), edit)

export const readTimeline = (id: string, kinds: readonly TimelineKind[], after: string | null, signal?: AbortSignal) =>
  ask<TimelinePage>(path(id, `/timeline${queryOf({ kinds: kinds.join(','), after, limit: '30' })}`), signal)
export const deliveriesOf = (id: string, signal?: AbortSignal) =>
  ask<{ deliveries: Delivery[] }>(path(id, '/deliveries'), signal)
export const certificateAddress = (id: string, format?: 'json') =>
  `${root}${path(id, '/certificate')}${queryOf({ format })}`

export const addNote = (id: string, note: NoteInput) =>
  send<{ note: Note; stage: 'prospect' | null }>('POST', path(id, '/notes'), note)
export const correctNote = (id: string, noteId: string, note: NoteInput) =>
  send<Note>('PUT', path(id, `/notes/${noteId}`), note)
export const deleteNote = (id: string, noteId: string) => send('DELETE', path(id, `/notes/${noteId}`))

export const addFollowUp = (id: string, followUp: FollowUpInput) =>
  send<FollowUp>('POST', path(id, '/follow-ups'), followUp)
export const changeFollowUp = (id: string, followUpId: string, change: FollowUpChange) =>
  send<FollowUp>('PATCH', path(id, `/follow-ups/${followUpId}`), change)
export const deleteFollowUp = (id: string, followUpId: string) => send('DELETE', path(id, `/follow-ups/${followUpId}`))
export const listFollowUps = (
  { whose, to }: Partial<FollowUpFilter>,
  after: string | null,
  limit?: number,
  signal?: AbortSignal,
) => ask<FollowUpPage>(`/follow-ups${queryOf({ whose, to, after, limit: limit?.toString() })}`, signal)

export const similarTo = (id: string, signal?: AbortSignal) =>
  ask<{ leads: SimilarLead[] }>(path(id, '/similar'), signal)
export const planMerge = (id: string, other: string, signal?: AbortSignal) =>
  ask<MergePlan>(path(id, `/merge${queryOf({ with: other })}`), signal)
export const mergeLeads = (id: string, other: string) => send('POST', path(id, '/merge'), { with: other })
export const separateLeads = (id: string, other: string) => send('DELETE', path(id, `/merge/${other}`))
