// A seat at a webinar, with the choice of a date and room for a question asked ahead.
import type { FormInput } from '../../../contract/form.ts'
import { company, family, given, jobTitle, newsletter, notice, workEmail } from './common.ts'

export const webinar: FormInput = {
  name: 'Webinaire',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'you',
      fields: [
        {
          kind: 'choice',
          key: 'session',
          required: true,
          look: 'buttons',
          label: { fr: 'Quelle séance ?', en: 'Which session?' },
          options: [
            { value: 'first', label: { fr: 'Mardi, 11 h', en: 'Tuesday, 11 am' } },
            { value: 'second', label: { fr: 'Jeudi, 17 h', en: 'Thursday, 5 pm' } },
            { value: 'replay', label: { fr: 'En différé', en: 'The recording' } },
          ],
        },
        given,
        family,
        workEmail,
        company,
        jobTitle,
        {
          kind: 'long_text',
          key: 'question',
          label: { fr: 'Une question à poser', en: 'A question to ask' },
          help: { fr: 'Nous y répondrons en direct.', en: 'We will answer it live.' },
          maxLength: 500,
          showIf: [{ field: 'session', is: 'not_equal', value: 'replay' }],
        },
      ],
    },
  ],
  consents: [newsletter],
  texts: {
    title: { fr: 'Réservez votre place', en: 'Save your seat' },
    intro: {
      fr: 'Quarante-cinq minutes en ligne, dont quinze de questions.',
      en: 'Forty-five minutes online, fifteen of them for questions.',
    },
    submit: { fr: 'Réserver ma place', en: 'Save my seat' },
    notice: notice({
      fr: 'Ces informations servent à vous inscrire et à vous envoyer le lien de la séance.',
      en: 'This information is used to register you and to send you the link to the session.',
    }),
    doneTitle: { fr: 'Votre place est réservée', en: 'Your seat is saved' },
    doneText: { fr: 'Le lien de la séance vous parviendra par e-mail.', en: 'The link to the session comes by mail.' },
  },
  theme: { accent: '#0b6e6e', radius: 10 },
}
