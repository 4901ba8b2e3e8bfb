// Forms.
import type { Display } from '../../contract/display.ts'
import { ask } from './request.ts'

export type FormSummary = {
  slug: string
  name: string
  version: number | null
  languages: string[]
  display: Display
  /** How many places of an offer that ends after a number of submissions are taken. */
  taken: number | null
}

export const listForms = (signal?: AbortSignal) => ask<{ forms: FormSummary[] }>('/forms', signal)
