// English, with French's keys.
import { app } from './en/app.ts'
import { consents } from './en/consents.ts'
import { errors } from './en/errors.ts'
import { forms } from './en/forms.ts'
import { home } from './en/home.ts'
import { lead } from './en/lead.ts'
import { leadWork } from './en/lead-work.ts'
import { leads } from './en/leads.ts'
import { magnets } from './en/magnets.ts'
import { mail } from './en/mail.ts'
import { out } from './en/out.ts'
import { qualification } from './en/qualification.ts'
import { refused } from './en/refused.ts'
import { settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import { sites } from './en/sites.ts'
import { team } from './en/team.ts'
import type { Words } from './fr.ts'

export const en: Words = {
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
