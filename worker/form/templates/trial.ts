// A trial: who, then what for. The second step helps whoever welcomes them, and asks nothing twice.
import type { FormInput } from '../../../contract/form.ts'
import { company, newsletter, notice, teamSize, workEmail } from './common.ts'

export const trial: FormInput = {
  name: 'Essai gratuit',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'you',
      title: { fr: 'Votre compte', en: 'Your account' },
      fields: [
        { kind: 'name', part: 'full', key: 'full_name', label: { fr: 'Nom complet', en: 'Full name' }, required: true },
        workEmail,
      ],
    },
    {
      id: 'use',
      title: { fr: 'Votre équipe', en: 'Your team' },
      fields: [
        { ...company, width: 'full' },
        teamSize,
        {
          kind: 'choice',
          key: 'goal',
          label: { fr: 'Par quoi voulez-vous commencer ?', en: 'What would you like to start with?' },
          look: 'radio',
          options: [
            { value: 'look', label: { fr: 'Regarder par moi-même', en: 'Look around by myself' } },
            { value: 'replace', label: { fr: 'Remplacer un outil existant', en: 'Replace a tool we have' } },
            { value: 'guided', label: { fr: 'Être accompagné une demi-heure', en: 'Half an hour with somebody' } },
          ],
        },
        {
          kind: 'text',
          key: 'current_tool',
          label: { fr: 'Lequel utilisez-vous aujourd’hui ?', en: 'Which one do you use today?' },
          showIf: [{ field: 'goal', is: 'equal', value: 'replace' }],
        },
      ],
    },
  ],
  consents: [newsletter],
  texts: {
    title: { fr: 'Essayez trente jours', en: 'Try it for thirty days' },
    intro: {
      fr: 'Sans carte bancaire. L’essai s’arrête de lui-même.',
      en: 'No card needed. The trial ends by itself.',
    },
    submit: { fr: 'Commencer l’essai', en: 'Start the trial' },
    notice: notice({
      fr: 'Ces informations servent à ouvrir votre essai et à vous y accueillir.',
      en: 'This information is used to open your trial and to welcome you.',
    }),
    doneTitle: { fr: 'Votre essai est prêt', en: 'Your trial is ready' },
    doneText: { fr: 'Trente jours à partir de maintenant.', en: 'Thirty days, from now.' },
  },
  theme: { accent: '#5b3cc4', radius: 12 },
}
