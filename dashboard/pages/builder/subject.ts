// What the builder edits: a form, or what a variant of one says in its place; where it is kept, and which parts of it there are.
import type { FormDefinition } from '../../../contract/form.ts'
import { readVariant, saveVariant } from '../../api/experiments.ts'
import { type Draft, readDraft, saveDraft } from '../../api/forms.ts'
import type { Part } from './builder.ts'

export type Subject = {
  slug: string
  /** Names the draft among all that this browser may hold. */
  key: string
  /** Where its parts stand. */
  address: string
  parts: readonly Part[]
  /** Of a variant: which of which experiment. */
  variant?: { number: number; letter: string }
  read: (signal?: AbortSignal) => Promise<Draft>
  save: (draft: FormDefinition, known: string) => Promise<{ draftAt: string }>
}

const formParts = [
  'questions',
  'texts',
  'consents',
  'delivery',
  'look',
  'display',
  'languages',
  'publish',
  'share',
] as const satisfies readonly Part[]

export const ofForm = (slug: string): Subject => ({
  slug,
  key: slug,
  address: `/dashboard/forms/${slug}`,
  parts: formParts,
  read: (signal) => readDraft(slug, signal),
  save: (draft, known) => saveDraft(slug, draft, known),
})

export const ofVariant = (slug: string, number: number, letter: string): Subject => ({
  slug,
  key: `${slug}.${number}.${letter}`,
  address: `/dashboard/forms/${slug}/tests/${number}/${letter}`,
  parts: ['texts', 'questions', 'look', 'consents'],
  variant: { number, letter },
  read: async (signal) => ({ ...(await readVariant(slug, number, letter, signal)), version: null, archivedAt: null }),
  save: (draft, known) => saveVariant(slug, number, letter, draft, known),
})
