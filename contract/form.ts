// What a form is: steps of fields, consents, texts in several languages, the magnet and how it is delivered.
// A published form is frozen; everything a visitor was shown can be rebuilt from it.
import * as z from 'zod'
import { consent, type controller, type Handling } from './consent.ts'
import { display } from './display.ts'
import { field } from './field.ts'
import { everyText } from './form-texts.ts'
import type { Offer } from './magnet.ts'
import { language, localized, slug, webAddress, webOrigin } from './text.ts'

const step = z.strictObject({
  id: slug,
  title: localized(120).optional(),
  fields: z.array(field).min(1).max(30),
})

const texts = z.strictObject({
  title: localized(160),
  intro: localized(1_000).optional(),
  submit: localized(60).optional(),
  /** Shown beside the consents: why the data is asked and what becomes of it. */
  notice: localized(2_000).optional(),
  doneTitle: localized(160).optional(),
  doneText: localized(1_000).optional(),
})

const delivery = z.strictObject({
  /** How long the visitor's own download link lives. */
  linkDays: z.int().min(1).max(90).default(14),
  /** Whether the magnet is also owed by mail. */
  byMail: z.boolean().default(true),
  /** Whether the team is told by mail of each submission that is not held. Left out: no. */
  notice: z.boolean().optional(),
  /**
   * What the person confirms from their mailbox (double opt-in). `consents`: what they agreed to, while the magnet is theirs at once.
   * `magnet`: that the address is theirs, before anything is given.
   */
  confirm: z.enum(['off', 'consents', 'magnet']).default('off'),
  /** After how many days who has not confirmed is reminded, once. The link lives fourteen. */
  remindAfterDays: z.int().min(1).max(10).optional(),
})

const isFillable = (words: string) => !/[{}]/.test(words.replace(/\{(?:magnet|site)\}/g, ''))

/** Words of a mail. `{magnet}` and `{site}` stand for their names; there is nothing else to fill in. */
export const mailText = (max: number) => z.string().trim().min(1).max(max).refine(isFillable, 'unknown_placeholder')

const mailTexts = (max: number) =>
  localized(max).refine((text) => Object.values(text).every(isFillable), 'unknown_placeholder')
const mailWords = z.strictObject({ subject: mailTexts(150).optional(), intro: mailTexts(2_000).optional() }).optional()

/** The owner's own words for the mails of this form; ours where there are none. */
export const ownMails = z.strictObject({
  confirm: mailWords,
  deliver: mailWords,
  renew: mailWords,
  reminder: mailWords,
})
export type OwnMails = z.infer<typeof ownMails>

export const theme = z.strictObject({
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  mode: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** Of the controls' corners, in px; the card's are half as round again. */
  radius: z.int().min(0).max(24).optional(),
  density: z.enum(['compact', 'normal', 'airy']).optional(),
  /** `page`: the font of the page it stands in. */
  font: z.enum(['page', 'sans', 'serif', 'mono']).optional(),
})
export type Theme = z.infer<typeof theme>

const analytics = z.strictObject({
  /** Whether a success is pushed to `window.dataLayer`, as Google Analytics 4's `generate_lead`. */
  dataLayer: z.boolean().default(false),
})

const definitionShape = z.strictObject({
  /** The owner's own name for it; visitors never see it. */
  name: z.string().trim().min(1).max(120),
  defaultLanguage: language,
  steps: z.array(step).min(1).max(10),
  consents: z.array(consent).max(8).default([]),
  texts,
  magnet: z.string().uuid().optional(),
  delivery: delivery.prefault({}),
  mails: ownMails.optional(),
  display: display.prefault({}),
  theme: theme.prefault({}),
  analytics: analytics.optional(),
  /** How its own address looks where it is shared: a picture of 1200 × 630 in place of ours. */
  share: z.strictObject({ image: webAddress.optional() }).optional(),
  /** Where the tag may be pasted; empty means the site's own list decides. */
  origins: z.array(webOrigin).max(50).default([]),
  /** Whether Cloudflare Turnstile looks at its visitors too, where the installation has its keys. */
  turnstile: z.boolean().optional(),
})

/** A form as its owner edits it. */
export const formDefinition = definitionShape.superRefine((form, context) => {
  const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  const keys = new Set<string>()
  for (const [s, { fields }] of form.steps.entries()) {
    for (const [f, field] of fields.entries()) {
      const path = ['steps', s, 'fields', f]
      if (keys.has(field.key)) issue([...path, 'key'], 'duplicate_key')
      for (const rule of field.showIf ?? []) {
        // A rule may only look back, or the visitor could never reach the answer it waits for.
        if (!keys.has(rule.field)) issue([...path, 'showIf'], 'rule_looks_ahead')
      }
      keys.add(field.key)
    }
  }
  const emails = form.steps.flatMap((step) => step.fields).filter((field) => field.kind === 'email')
  if (emails.filter((field) => field.required && !field.showIf).length !== 1 || emails.length !== 1)
    issue(['steps'], 'needs_one_required_email')
  const purposes = form.consents.map((consent) => consent.purpose)
  if (new Set(purposes).size !== purposes.length) issue(['consents'], 'duplicate_purpose')
  for (const [path, text] of everyText(form)) {
    if (!text[form.defaultLanguage]) issue(path, 'missing_default_language')
  }
})

export type FormDefinition = z.infer<typeof formDefinition>
export type FormInput = z.input<typeof formDefinition>

/** One immutable version of a form, with the identity it was published under. */
export type PublishedForm = FormDefinition & {
  id: string
  site: string
  slug: string
  version: number
  publishedAt: string
  /** Absent in versions from before forms had a page of their own. */
  siteName?: string
  controller: z.infer<typeof controller>
  /** What the controller declared about the data when it was published. Absent in versions from before there was any. */
  declared?: Handling & { retentionDays: number }
  /** The origins of site and form, resolved when published. Empty: any. */
  origins: string[]
  /** Every place of an offer that ends after a number of submissions is taken. Not frozen: told of the moment it is read. */
  isTaken?: true
  /** The versions that are being tried against each other in its place, and how many visitors in a hundred meet each. Not frozen either. */
  variants?: { version: number; share: number }[]
  /** It is one of them. */
  isTried?: true
  /** Language → id of the notice shown in it. */
  notices: Record<string, string>
  offer?: Offer
  /** What the form itself says where the site fills in the rest. Absent in versions from before sites had a look. */
  own?: Pick<FormDefinition, 'origins' | 'theme'>
}
