// One thing done to many leads at once, and what was before, so that it can be undone.
import * as z from 'zod'
import { stageChange } from './stage.ts'
import { tagChange } from './tag.ts'

/** How many leads one request takes; a deletion has more to do for each. */
export const mostAtOnce = 100
export const mostDeletedAtOnce = 20

const ids = z.array(z.guid()).min(1).max(mostAtOnce)

/** `POST /api/v1/leads/bulk`. */
export const bulkAction = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('stage'), ids, change: stageChange }),
  z.strictObject({ action: z.literal('tags'), ids, change: tagChange }),
  z.strictObject({ action: z.literal('assign'), ids, to: z.guid().nullable() }),
  z.strictObject({ action: z.literal('delete'), ids: ids.max(mostDeletedAtOnce) }),
])
export type BulkAction = z.infer<typeof bulkAction>

/** Those of the leads that are otherwise now, each with its stage, its tags or its member of before. Unknown ids are passed over. */
export const bulkDone = z.object({
  changed: z.array(
    z.object({
      id: z.string(),
      /** Nothing of the deleted: there is no way back. */
      from: z.union([z.string(), z.array(z.string()), z.null()]).optional(),
    }),
  ),
})
export type BulkDone = z.infer<typeof bulkDone>
