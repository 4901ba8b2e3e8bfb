// French. Its keys are every word the dashboard has, a file for each part; `_one` and `_other` are the two forms of a number in words.
import { app } from './fr/app.ts'
import type { builder } from './fr/builder.ts'
import type { connections } from './fr/connections.ts'
import { errors } from './fr/errors.ts'
import type { experiments } from './fr/experiments.ts'
import type { held } from './fr/held.ts'
import type { numbers } from './fr/numbers.ts'
import type { pages } from './fr/pages.ts'
import type { service } from './fr/service.ts'
import { signIn } from './fr/sign-in.ts'

/** What is said before anybody has signed in, and around every page. */
export const fr = {
  ...app,
  ...errors,
  ...signIn,
}

/** Those of pages, and of the builder, travel with them. */
export type Key =
  | keyof typeof fr
  | keyof typeof pages
  | keyof typeof builder
  | keyof typeof connections
  | keyof typeof experiments
  | keyof typeof held
  | keyof typeof service
  | keyof typeof numbers
export type Words = Record<Key, string>
/** The same keys, in words of another language. */
export type Same<Part> = Record<keyof Part, string>
