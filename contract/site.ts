// The settings of a site: who answers for the data, and which pages may show its forms.
import * as z from 'zod'
import { controller, handling } from './consent.ts'
import { theme } from './form.ts'
import { noticeRhythms } from './site-names.ts'
import { language, slug, webOrigin } from './text.ts'

/** How mail from a site introduces itself. The address it comes from is the installation's: its domain vouches for it. */
export const siteMail = z.strictObject({
  /** The sender's name; the site's own when absent. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{C}]*$/u)
    .optional(),
  /** Where answers go; the controller's contact when absent, if that is an address. */
  replyTo: z.email().max(254).optional(),
})
export type SiteMail = z.infer<typeof siteMail>

/** What the team is told of by mail. */
export const siteNotices = z.strictObject({
  /** `each`: every lead of the forms that ask for it. `daily`: each morning how many came by which form, where any did. */
  how: z.enum(noticeRhythms),
  /** The first owner who has an address, when absent. */
  to: z.email().max(254).optional(),
  /** What they are written in; when absent, each in its visitor's language. */
  language: language.optional(),
})
export type SiteNotices = z.infer<typeof siteNotices>

/** `PUT /api/v1/sites/:id`. */
export const siteSettings = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** `null` until somebody has said who answers for the data; nothing can be published before. */
  controller: controller.nullable(),
  /** Empty: pages of any origin. */
  origins: z.array(webOrigin).max(50).default([]),
  /** How long people are kept after their last own contact. Left out: as it was; three years at first. */
  retentionDays: z.int().min(30).max(3_650).optional(),
  /** Left out: as it was. Shown in consent records of forms published from then on. */
  handling: handling.optional(),
  /** Left out: as it was. */
  mail: siteMail.optional(),
  /** Left out: as it was; every lead, at first. */
  notices: siteNotices.optional(),
  /** How its forms look where they do not say otherwise: those published from then on. Left out: as it was. */
  look: theme.optional(),
})
export type SiteSettings = z.infer<typeof siteSettings>

/** `PATCH /api/v1/sites/:id`: only what is named becomes otherwise, whatever somebody else changes at the same moment. */
export const siteChange = siteSettings.partial().extend({ origins: z.array(webOrigin).max(50).optional() })
export type SiteChange = z.infer<typeof siteChange>

/** `POST /api/v1/sites`. */
export const newSite = z.strictObject({
  id: slug,
  name: siteSettings.shape.name,
  /** A site it begins like: who answers, what is declared, how long people are kept, mail and look. */
  like: slug.optional(),
})

/** How a published form stands to its site. */
export const siteForm = z.object({
  slug,
  name: z.string(),
  version: z.int(),
  /** What visitors are shown otherwise than the site says by now. */
  behind: z.array(z.enum(['name', 'controller', 'origins', 'declared', 'look'])),
})
export type SiteForm = z.infer<typeof siteForm>

/** `POST /api/v1/sites/:id/republish`: a few at a time, so that each request stays small. */
export const republish = z.strictObject({ forms: z.array(slug).min(1).max(5) })
