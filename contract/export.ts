// Leads going out: in which format, and by the clock.
import * as z from 'zod'
import { purpose } from './consent.ts'
import { leadFilter } from './lead.ts'

export const exportFormats = ['csv', 'xlsx', 'ndjson', 'vcard'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Which tool a CSV is for. */
export const presets = ['generic', 'excel-fr', 'hubspot', 'brevo', 'salesforce', 'mailchimp'] as const
export type PresetName = (typeof presets)[number]

const zone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
    } catch {
      return false
    }
  }, 'unknown_zone')

/** `POST /api/v1/exports`, `PUT /api/v1/exports/:id`. */
export const exportSettings = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{C}+$/u),
  format: z.enum(exportFormats).default('csv'),
  /** Of a CSV. */
  preset: z.enum(presets).default('generic'),
  /** Whose agreement counts as one to be mailed, in a file for a tool. */
  purpose: purpose.optional(),
  /** Who is in it: a segment as it is then, or a filter. Without either, everybody who is not held. */
  segment: z.guid().optional(),
  filter: z.strictObject(leadFilter.omit({ ids: true }).shape).optional(),
  every: z.enum(['day', 'week']).default('day'),
  /** 1 is Monday; of one every week. */
  weekday: z.int().min(1).max(7).default(1),
  /** From when on, where the owner lives. */
  hour: z.int().min(0).max(23).default(6),
  /** IANA, as `Europe/Paris`. */
  zone: zone.default('UTC'),
  /** How many files are kept; the oldest go. */
  keep: z.int().min(1).max(60).default(7),
  isOn: z.boolean().default(true),
})
export type ExportSettings = z.infer<typeof exportSettings>

/** One file of a schedule, or what has been written of it. */
export const exportRun = z.object({
  id: z.guid(),
  state: z.enum(['running', 'done', 'failed']),
  leads: z.int(),
  bytes: z.int(),
  /** How often in a row it came to nothing. */
  attempts: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type ExportRun = z.infer<typeof exportRun>

export const exportSchedule = z.object({
  id: z.guid(),
  settings: exportSettings,
  createdAt: z.iso.datetime(),
  /** The newest first, as many as are kept and the one being written. */
  runs: z.array(exportRun),
})
export type ExportSchedule = z.infer<typeof exportSchedule>

export const mostSchedules = 20
