// How and when a form shows: its display, what opens it, for whom, how often, and when the offer ends.
import * as z from 'zod'
import { localized } from './text.ts'

const seconds = z.number().min(0).max(3_600)

/** `inline` stands in the page; the others open over it, or on a click of the page's own button. */
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline') }),
  z.strictObject({ kind: z.literal('popup') }),
  z.strictObject({ kind: z.literal('slide_in'), side: z.enum(['start', 'end']).default('end') }),
  z.strictObject({ kind: z.literal('bar'), edge: z.enum(['top', 'bottom']).default('bottom') }),
  z.strictObject({ kind: z.literal('button') }),
])

/** What opens the form. A click on `[data-aimant="slug"]` or a link to `#aimant-slug` opens it whatever the trigger. */
const trigger = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('load') }),
  z.strictObject({ on: z.literal('delay'), seconds }),
  z.strictObject({ on: z.literal('scroll'), percent: z.int().min(1).max(100) }),
  z.strictObject({ on: z.literal('exit') }),
  z.strictObject({ on: z.literal('pages'), count: z.int().min(2).max(50) }),
  z.strictObject({ on: z.literal('idle'), seconds: seconds.min(5) }),
  z.strictObject({ on: z.literal('click') }),
])

const word = z.string().trim().min(1).max(200)

const rule = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('path'), is: z.enum(['is', 'starts', 'contains', 'glob']), value: word }),
  z.strictObject({ about: z.literal('query'), key: z.string().regex(/^[\w.-]{1,60}$/), value: word.optional() }),
  z.strictObject({ about: z.literal('referrer'), contains: word }),
  z.strictObject({ about: z.literal('device'), is: z.enum(['phone', 'tablet', 'desktop']) }),
  z.strictObject({ about: z.literal('language'), is: z.string().regex(/^[a-z]{2,3}$/) }),
  z.strictObject({ about: z.literal('visitor'), is: z.enum(['new', 'returning']) }),
  z.strictObject({ about: z.literal('date'), from: z.iso.date().optional(), to: z.iso.date().optional() }),
  z.strictObject({ about: z.literal('share'), percent: z.number().gt(0).max(100) }),
])

const closing = z.strictObject({
  /** The moment the offer ends. */
  at: z.iso.datetime().optional(),
  /** How many submissions it takes at most. */
  after: z.int().min(1).max(1_000_000).optional(),
  text: localized(500),
})

export const display = z.strictObject({
  place: place.default({ kind: 'inline' }),
  trigger: trigger.default({ on: 'load' }),
  rules: z
    .strictObject({ join: z.enum(['all', 'any']).default('all'), list: z.array(rule).max(20).default([]) })
    .prefault({}),
  /** How often it opens by itself: every time, once a session, or once in so many days. */
  frequency: z
    .discriminatedUnion('every', [
      z.strictObject({ every: z.literal('time') }),
      z.strictObject({ every: z.literal('session') }),
      z.strictObject({ every: z.literal('days'), days: z.int().min(1).max(365) }),
    ])
    .default({ every: 'session' }),
  /**
   * Whether anything may be remembered on the visitor's device beyond the session. `asked`: only once the page says
   * `Aimant.consent({ preferences: true })`. `covered`: the owner states that the site's own consent covers it.
   */
  memory: z.enum(['asked', 'covered']).default('asked'),
  closes: closing.optional(),
})

export type Display = z.infer<typeof display>
export type Rule = z.infer<typeof rule>
export type Trigger = z.infer<typeof trigger>
export type Place = Display['place']
