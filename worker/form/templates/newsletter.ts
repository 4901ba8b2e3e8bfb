// A newsletter: an address, and what one cares to read about. The box is the subscription itself, so that it can be proved.
import type { FormInput } from '../../../contract/form.ts'
import { notice } from './common.ts'

export const newsletterForm: FormInput = {
  name: 'Lettre d’information',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'you',
      fields: [
        { kind: 'email', key: 'email', required: true, label: { fr: 'Adresse e-mail', en: 'E-mail address' } },
        {
          kind: 'several',
          key: 'topics',
          label: { fr: 'Ce qui vous intéresse', en: 'What you care about' },
          options: [
            { value: 'practice', label: { fr: 'Conseils pratiques', en: 'Practical advice' } },
            { value: 'cases', label: { fr: 'Retours d’expérience', en: 'Stories from the field' } },
            { value: 'events', label: { fr: 'Rencontres et ateliers', en: 'Meetings and workshops' } },
          ],
        },
      ],
    },
  ],
  consents: [
    {
      purpose: 'newsletter',
      basis: 'consent',
      label: {
        fr: 'Je m’abonne à la lettre, une fois par mois.',
        en: 'I subscribe to the newsletter, once a month.',
      },
      detail: {
        fr: 'Sans cette case, rien ne vous sera envoyé. Désinscription en un clic.',
        en: 'Without this box nothing will be sent to you. Unsubscribe in one click.',
      },
    },
  ],
  texts: {
    title: { fr: 'Une lettre par mois', en: 'One letter a month' },
    intro: {
      fr: 'Cinq minutes de lecture, une idée à essayer. Rien à vendre.',
      en: 'Five minutes to read, one idea to try. Nothing to sell.',
    },
    submit: { fr: 'S’abonner', en: 'Subscribe' },
    notice: notice({
      fr: 'Ces informations servent à vous envoyer cette lettre.',
      en: 'This information is used to send you this letter.',
    }),
    doneTitle: { fr: 'À bientôt', en: 'See you soon' },
    doneText: {
      fr: 'La prochaine lettre part au début du mois.',
      en: 'The next letter leaves at the start of the month.',
    },
  },
  // Whoever types an address may not be the one who reads it: the subscription counts once its mailbox says so.
  delivery: { confirm: 'consents' },
  theme: { accent: '#b3421b', radius: 20, density: 'compact' },
}
