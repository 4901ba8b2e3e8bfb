// Notes: what was said with a lead, by which way, what they asked and what worries them.
import * as z from 'zod'

export const channels = ['call', 'mail', 'meeting', 'other'] as const
export type Channel = (typeof channels)[number]

const points = z.array(z.string().trim().min(1).max(500)).max(20).default([])

/** `POST /api/v1/leads/:id/notes`, and the whole of it again with `PUT …/notes/:note`. */
export const noteInput = z.strictObject({
  channel: z.enum(channels),
  /** Both sides spoke: nothing else makes a lead a prospect by itself. */
  isExchange: z.boolean().default(false),
  text: z.string().trim().min(1).max(10_000),
  questions: points,
  concerns: points,
  /** When it was; now, where left out. */
  at: z.iso.datetime().optional(),
})
export type NoteInput = z.infer<typeof noteInput>

const noteShown = {
  channel: z.enum(channels),
  isExchange: z.boolean(),
  text: z.string(),
  questions: z.array(z.string()),
  concerns: z.array(z.string()),
  by: z.string(),
  /** Who may correct it: the id of a member or token. */
  author: z.string().nullable(),
  editedAt: z.iso.datetime().nullable(),
}
/** As it stands in the history. */
export const notedDetail = z.object(noteShown)

export const note = z.object({ id: z.uuid(), at: z.iso.datetime(), ...noteShown })
export type Note = z.infer<typeof note>

/** A note just written; `stage`: the one its lead has come to by it, where it moved. */
export const noted = z.object({ note, stage: z.enum(['prospect']).nullable() })
