// A first conversation: what it is about comes before who is asking, as it would at a counter.
import type { FormInput } from '../../../contract/form.ts'
import { company, notice, workEmail } from './common.ts'

export const consultation: FormInput = {
  name: 'Premier échange',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'project',
      title: { fr: 'Votre projet', en: 'Your project' },
      fields: [
        {
          kind: 'choice',
          key: 'subject',
          required: true,
          look: 'buttons',
          label: { fr: 'De quoi s’agit-il ?', en: 'What is it about?' },
          options: [
            { value: 'new', label: { fr: 'Un nouveau projet', en: 'A new project' } },
            { value: 'improve', label: { fr: 'Améliorer l’existant', en: 'Improving what we have' } },
            { value: 'advice', label: { fr: 'Un avis', en: 'Advice' } },
          ],
        },
        {
          kind: 'long_text',
          key: 'need',
          label: { fr: 'En quelques mots', en: 'In a few words' },
          help: {
            fr: 'Ce qui existe, ce qui manque, ce qui presse.',
            en: 'What is there, what is missing, what is urgent.',
          },
        },
      ],
    },
    {
      id: 'when',
      title: { fr: 'Votre calendrier', en: 'Your timing' },
      fields: [
        {
          kind: 'choice',
          key: 'timing',
          look: 'radio',
          label: { fr: 'Quand souhaitez-vous commencer ?', en: 'When would you like to start?' },
          options: [
            { value: 'now', label: { fr: 'Dès que possible', en: 'As soon as possible' } },
            { value: 'quarter', label: { fr: 'Dans les trois mois', en: 'Within three months' } },
            { value: 'later', label: { fr: 'Plus tard, je me renseigne', en: 'Later, I am finding out' } },
          ],
        },
      ],
    },
    {
      id: 'you',
      title: { fr: 'Vous joindre', en: 'How to reach you' },
      fields: [
        { kind: 'name', part: 'full', key: 'full_name', label: { fr: 'Nom complet', en: 'Full name' }, required: true },
        workEmail,
        { ...company, askOnce: true },
        { kind: 'phone', key: 'phone', label: { fr: 'Téléphone', en: 'Phone' }, width: 'half' },
      ],
    },
  ],
  consents: [
    {
      purpose: 'phone',
      basis: 'consent',
      label: { fr: 'Vous pouvez aussi me rappeler par téléphone.', en: 'You may also call me back.' },
    },
  ],
  texts: {
    title: { fr: 'Parlons de votre projet', en: 'Let us talk about your project' },
    intro: {
      fr: 'Une demi-heure, sans engagement. Nous répondons sous deux jours ouvrés.',
      en: 'Half an hour, no strings attached. We answer within two working days.',
    },
    submit: { fr: 'Demander un échange', en: 'Ask for a conversation' },
    notice: notice({
      fr: 'Ces informations servent à préparer notre échange et à vous répondre.',
      en: 'This information is used to prepare our conversation and to answer you.',
    }),
    doneTitle: { fr: 'C’est noté', en: 'Noted' },
    doneText: {
      fr: 'Vous aurez une réponse sous deux jours ouvrés.',
      en: 'You will hear from us within two working days.',
    },
  },
  theme: { accent: '#7a1f3d', radius: 2, density: 'airy', font: 'serif' },
}
