// A segment: a filter with a name, for the whole team.
import * as z from 'zod'
import { leadFilter, leadSort } from './lead.ts'

export const mostSegments = 100

/** `POST /api/v1/segments`, `PUT /api/v1/segments/:id`. */
export const segmentInput = z.strictObject({
  name: z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(60)
        .regex(/^\P{C}+$/u),
    ),
  filter: z.strictObject(leadFilter.omit({ ids: true }).shape),
  sort: leadSort,
})
export type SegmentInput = z.infer<typeof segmentInput>

export const segment = z.object({
  id: z.string(),
  name: z.string(),
  filter: leadFilter,
  sort: leadSort,
})
export type Segment = z.infer<typeof segment>

export const segments = z.object({ segments: z.array(segment) })
