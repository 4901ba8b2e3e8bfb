// French: the words of every page one signs in for. They are fetched with the first of them.
import { consents } from './consents.ts'
import { forms } from './forms.ts'
import { home } from './home.ts'
import { lead } from './lead.ts'
import { leadWork } from './lead-work.ts'
import { leads } from './leads.ts'
import { magnets } from './magnets.ts'
import { mail } from './mail.ts'
import { out } from './out.ts'
import { qualification } from './qualification.ts'
import { refused } from './refused.ts'
import { settings } from './settings.ts'
import { sites } from './sites.ts'
import { team } from './team.ts'

export const pages = {
  ...consents,
  ...forms,
  ...home,
  ...lead,
  ...leadWork,
  ...leads,
  ...magnets,
  ...mail,
  ...out,
  ...qualification,
  ...refused,
  ...settings,
  ...sites,
  ...team,
}
