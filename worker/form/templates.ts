// Forms to start from. Each is complete: what is left to do is the magnet, and the owner's own words.
import type { FormInput } from '../../contract/form.ts'
import { consultation } from './templates/consultation.ts'
import { newsletterForm } from './templates/newsletter.ts'
import { trial } from './templates/trial.ts'
import { webinar } from './templates/webinar.ts'
import { whitePaper } from './templates/white-paper.ts'

/** By the name the dashboard and the demo know them under. */
export const templates = {
  'livre-blanc': whitePaper,
  essai: trial,
  lettre: newsletterForm,
  echange: consultation,
  webinaire: webinar,
} satisfies Record<string, FormInput>
