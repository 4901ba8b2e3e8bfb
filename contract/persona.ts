// Personas: typical profiles of a site's leads, each with the conditions by which it is known. Who fits several is the first.
import * as z from 'zod'
import { allHold, conditions, type Known } from './condition.ts'

export const persona = z.strictObject({ name: z.string().trim().min(1).max(60), when: conditions })
export type Persona = z.infer<typeof persona>

/** The name of the first that fits, or `null`. */
export const personaOf = (personas: readonly Persona[], known: Known): string | null =>
  personas.find(({ when }) => allHold(when, known))?.name ?? null
