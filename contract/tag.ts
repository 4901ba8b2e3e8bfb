// Tags, as the team writes them. Case does not tell two apart.
import * as z from 'zod'

export const mostTags = 20

/** One line without control characters, spaces run together. */
export const tag = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(40)
      .regex(/^\P{C}+$/u),
  )

/** Under what a tag is known. */
export const tagKey = (text: string): string => text.toLowerCase()

/** `POST /api/v1/leads/:id/tags`. */
export const tagChange = z.strictObject({
  add: z.array(tag).max(mostTags).default([]),
  remove: z.array(tag).max(mostTags).default([]),
})
export type TagChange = { add?: string[]; remove?: string[] }

/** What was and what is; both `null` where nothing changed. */
export const tagsChanged = z.object({ from: z.array(z.string()).nullable(), to: z.array(z.string()).nullable() })
