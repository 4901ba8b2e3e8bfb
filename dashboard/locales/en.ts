// English, with French's keys.
import { app } from './en/app.ts'
import { errors } from './en/errors.ts'
import { forms } from './en/forms.ts'
import { lead } from './en/lead.ts'
import { leads } from './en/leads.ts'
import { mail } from './en/mail.ts'
import { settings } from './en/settings.ts'
import { signIn } from './en/sign-in.ts'
import type { Words } from './fr.ts'

export const en: Words = {
  ...app,
  ...signIn,
  ...errors,
  ...leads,
  ...lead,
  ...forms,
  ...mail,
  ...settings,
}
