// The stages by name, without their schema: a page that names them carries no validator.
import type { Stage } from '../contract/stage.ts'

export const stageNames = ['lead', 'prospect', 'customer', 'disqualified', 'lost'] as const satisfies readonly Stage[]

/** Of these somebody asks later why. */
export const asksWhy = (stage: Stage): boolean => stage === 'disqualified' || stage === 'lost'
