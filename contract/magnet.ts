// What is given in exchange, as the owner's API speaks of it. Where a file is kept is nobody's business.
import * as z from 'zod'
import { webAddress } from './text.ts'

const name = z.string().trim().min(1).max(200)

/** `POST /api/v1/magnets`. A file's bytes come after, by `PUT /api/v1/magnets/:id/file`. */
export const magnetInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), name }),
  z.strictObject({ kind: z.literal('link'), name, url: webAddress }),
])
export type MagnetInput = z.infer<typeof magnetInput>

export const magnet = z.object({
  id: z.uuid(),
  kind: z.enum(['file', 'link']),
  name: z.string(),
  /** Where a link leads. */
  url: z.string().nullable(),
  /** Absent until a file has been uploaded. */
  file: z.object({ name: z.string(), type: z.string(), bytes: z.int(), sha256: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Magnet = z.infer<typeof magnet>
