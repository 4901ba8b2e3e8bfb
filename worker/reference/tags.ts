// Every operation there is, in the order of the lead's way.
import { connections } from './operations/connections.ts'
import { consents } from './operations/consents.ts'
import { experiments } from './operations/experiments.ts'
import { forms } from './operations/forms.ts'
import { leads } from './operations/leads.ts'
import { magnets } from './operations/magnets.ts'
import { mail } from './operations/mail.ts'
import { numbers } from './operations/numbers.ts'
import { outIn } from './operations/out-in.ts'
import { people } from './operations/people.ts'
import { service } from './operations/service.ts'
import { signIn } from './operations/sign-in.ts'
import { sites } from './operations/sites.ts'
import { team } from './operations/team.ts'
import { visitors } from './operations/visitors.ts'
import { work } from './operations/work.ts'
import type { Tag } from './told.ts'

export const tags: Tag[] = [
  visitors,
  people,
  leads,
  work,
  outIn,
  forms,
  experiments,
  magnets,
  sites,
  mail,
  consents,
  numbers,
  connections,
  team,
  signIn,
  service,
]
