// French. Its keys are every word the dashboard has, a file for each part; `_one` and `_other` are the two forms of a number in words.
import { app } from './fr/app.ts'
import type { builder } from './fr/builder.ts'
import { consents } from './fr/consents.ts'
import { errors } from './fr/errors.ts'
import { forms } from './fr/forms.ts'
import { home } from './fr/home.ts'
import { lead } from './fr/lead.ts'
import { leadWork } from './fr/lead-work.ts'
import { leads } from './fr/leads.ts'
import { magnets } from './fr/magnets.ts'
import { mail } from './fr/mail.ts'
import { out } from './fr/out.ts'
import { qualification } from './fr/qualification.ts'
import { refused } from './fr/refused.ts'
import { settings } from './fr/settings.ts'
import { signIn } from './fr/sign-in.ts'
import { sites } from './fr/sites.ts'
import { team } from './fr/team.ts'

export const fr = {
  ...app,
  ...signIn,
  ...errors,
  ...consents,
  ...home,
  ...out,
  ...leads,
  ...lead,
  ...leadWork,
  ...forms,
  ...magnets,
  ...mail,
  ...refused,
  ...settings,
  ...sites,
  ...qualification,
  ...team,
}

/** Those of the builder travel with it. */
export type Key = keyof typeof fr | keyof typeof builder
export type Words = Record<Key, string>
/** The same keys, in words of another language. */
export type Same<Part> = Record<keyof Part, string>
