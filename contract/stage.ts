// Where a lead has come to. Any stage can follow any other: people change their minds.
import * as z from 'zod'

export const stages = ['lead', 'prospect', 'customer', 'disqualified', 'lost'] as const
export type Stage = (typeof stages)[number]

/** Of these somebody asks later why. */
export const stagesWithWhy: readonly Stage[] = ['disqualified', 'lost']

/** `POST /api/v1/leads/:id/stage`. */
export const stageChange = z
  .strictObject({ to: z.enum(stages), why: z.string().trim().min(1).max(500).optional() })
  .refine(({ to, why }) => why || !stagesWithWhy.includes(to), { path: ['why'], message: 'required' })
export type StageChange = z.infer<typeof stageChange>

/** Where it was: `null` when it was there already. */
export const stageMoved = z.object({ from: z.enum(stages).nullable() })
