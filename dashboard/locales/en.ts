// English, with French's keys.
import { app } from './en/app.ts'
import { errors } from './en/errors.ts'
import { signIn } from './en/sign-in.ts'
import type { fr as french, Same } from './fr.ts'

export const en: Same<typeof french> = {
  ...app,
  ...errors,
  ...signIn,
}
