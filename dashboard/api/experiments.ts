// Variants of a form tried against each other.
import type { Experiment, ExperimentChange, ExperimentPage } from '../../contract/experiment.ts'
import type { Letter } from '../../contract/experiment-names.ts'
import type { FormDefinition } from '../../contract/form.ts'
import type { Draft } from './forms.ts'
import { ask, queryOf, send } from './request.ts'

const at = (slug: string, number: number, more = '') => `/forms/${slug}/experiments/${number}${more}`

export const listExperiments = (slug: string, before: number | undefined, signal?: AbortSignal) =>
  ask<ExperimentPage>(`/forms/${slug}/experiments${queryOf({ before: before ? String(before) : undefined })}`, signal)
export const beginExperiment = (slug: string, begun: { name: string; lift?: number }) =>
  send<Experiment>('POST', `/forms/${slug}/experiments`, begun)
export const readExperiment = (slug: string, number: number, signal?: AbortSignal) =>
  ask<Experiment>(at(slug, number), signal)
export const changeExperiment = (slug: string, number: number, change: ExperimentChange) =>
  send<Experiment>('PATCH', at(slug, number), change)
export const discardExperiment = (slug: string, number: number) => send('DELETE', at(slug, number))
export const startExperiment = (slug: string, number: number) => send<Experiment>('POST', at(slug, number, '/start'))
export const stopExperiment = (slug: string, number: number, winner: Letter) =>
  send<{ version: number; isDraftKept: boolean }>('POST', at(slug, number, '/stop'), { winner })

export const addVariant = (slug: string, number: number) => send<Experiment>('POST', at(slug, number, '/variants'))
export const removeVariant = (slug: string, number: number, letter: string) =>
  send('DELETE', at(slug, number, `/variants/${letter}`))
export const readVariant = (slug: string, number: number, letter: string, signal?: AbortSignal) =>
  ask<Pick<Draft, 'draft' | 'draftAt' | 'site'>>(at(slug, number, `/variants/${letter}`), signal)
/** Refused with `conflict` where somebody else kept another since `known`. */
export const saveVariant = (slug: string, number: number, letter: string, draft: FormDefinition, known: string) => {
  const { steps, consents, texts, theme } = draft
  return send<{ draftAt: string }>(
    'PUT',
    at(slug, number, `/variants/${letter}`),
    { steps, consents, texts, theme },
    { 'if-match': `"${known}"` },
  )
}
