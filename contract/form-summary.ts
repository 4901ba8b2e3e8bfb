// A form as the list of them shows it. A type only, so that a page naming it carries no validator.
import type { Display } from './display.ts'

export type FormSummary = {
  slug: string
  name: string
  site: string
  version: number | null
  publishedAt: string | null
  draftAt: string
  languages: string[]
  /** As visitors meet it; as drafted, while they do not. */
  display: Display
  /** How many places of an offer that ends after a number of submissions are taken. */
  taken: number | null
  archivedAt: string | null
}
