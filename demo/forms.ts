// The demo company's two forms: a white paper against a few words about oneself, and a trial.
import type { FormInput } from '../contract/form.ts'

export const guideId = '01939f80-0000-7000-8000-00000000d0c1'
export const trialId = '01939f80-0000-7000-8000-00000000d0c2'

/** The form that shows a template. */
export const modelSlug = (template: string): string => `modele-${template}`

const newsletter = {
  purpose: 'newsletter',
  basis: 'consent',
  label: {
    fr: 'Je souhaite recevoir la lettre de Lisière : un conseil pratique par mois, par e-mail.',
    en: 'I would like the Lisière newsletter: one practical tip a month, by e-mail.',
  },
  detail: {
    fr: 'Facultatif. Vous pouvez vous désinscrire à tout moment, en un clic.',
    en: 'Optional. You can unsubscribe at any time, in one click.',
  },
} satisfies NonNullable<FormInput['consents']>[number]

const teamSize = {
  kind: 'choice',
  key: 'team_size',
  label: { fr: 'Effectif', en: 'Team size' },
  options: [
    { value: '1-9', label: { fr: '1 à 9 personnes', en: '1 to 9 people' } },
    { value: '10-49', label: { fr: '10 à 49 personnes', en: '10 to 49 people' } },
    { value: '50-249', label: { fr: '50 à 249 personnes', en: '50 to 249 people' } },
    { value: '250+', label: { fr: '250 personnes et plus', en: '250 people or more' } },
  ],
} satisfies FormInput['steps'][number]['fields'][number]

export const guideForm: FormInput = {
  name: 'Guide RGPD',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'vous',
      fields: [
        { kind: 'name', part: 'given', key: 'given_name', label: { fr: 'Prénom', en: 'First name' }, width: 'half' },
        { kind: 'name', part: 'family', key: 'family_name', label: { fr: 'Nom', en: 'Last name' }, width: 'half' },
        {
          kind: 'email',
          key: 'email',
          required: true,
          label: { fr: 'Adresse e-mail', en: 'E-mail address' },
          help: { fr: 'De préférence professionnelle.', en: 'Preferably your work address.' },
        },
        { kind: 'company', key: 'company', label: { fr: 'Entreprise', en: 'Company' }, width: 'half' },
        { ...teamSize, width: 'half' },
      ],
    },
  ],
  consents: [
    newsletter,
    {
      purpose: 'partner-numa',
      basis: 'consent',
      label: {
        fr: 'J’accepte que Lisière transmette mon nom et mon adresse e-mail à Atelier Numa, pour recevoir son calendrier de formations.',
        en: 'I agree that Lisière passes my name and e-mail address to Atelier Numa, so that it can send me its training calendar.',
      },
      detail: {
        fr: 'Facultatif. Atelier Numa est un organisme de formation à Rennes.',
        en: 'Optional. Atelier Numa is a training provider in Rennes.',
      },
    },
  ],
  texts: {
    title: { fr: 'Recevoir le guide', en: 'Get the guide' },
    intro: {
      fr: 'Un PDF à lire en dix minutes. Il est à vous dès l’envoi, que vous cochiez une case ou non.',
      en: 'A ten-minute PDF. It is yours as soon as the form is sent, whether you tick a box or not.',
    },
    submit: { fr: 'Recevoir le guide', en: 'Get the guide' },
    notice: {
      fr: 'Lisière utilise ces informations pour vous remettre le guide et les conserve au plus trois ans après votre dernier contact. Vous pouvez y accéder, les corriger, les faire effacer ou vous opposer à leur usage en écrivant à l’adresse ci-dessous, et saisir la CNIL.',
      en: 'Lisière uses this information to hand you the guide and keeps it for at most three years after you were last in touch. You can see it, correct it, have it erased or object to its use by writing to the address below, and complain to the CNIL.',
    },
    doneTitle: { fr: 'Le guide est à vous', en: 'The guide is yours' },
    doneText: {
      fr: 'Votre lien personnel reste valable quatorze jours.',
      en: 'Your personal link works for fourteen days.',
    },
  },
  magnet: guideId,
  theme: { accent: '#2c6e63' },
}

export const trialForm: FormInput = {
  name: 'Essai gratuit',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'vous',
      fields: [
        { kind: 'name', part: 'full', key: 'full_name', label: { fr: 'Nom', en: 'Name' }, required: true },
        { kind: 'email', key: 'email', required: true, label: { fr: 'Adresse e-mail', en: 'E-mail address' } },
        { kind: 'company', key: 'company', label: { fr: 'Entreprise', en: 'Company' }, width: 'half' },
        { ...teamSize, width: 'half' },
        {
          kind: 'phone',
          key: 'phone',
          label: { fr: 'Téléphone', en: 'Phone' },
        },
      ],
    },
  ],
  consents: [
    newsletter,
    {
      purpose: 'phone',
      basis: 'consent',
      label: {
        fr: 'Je souhaite être rappelé pour une démonstration de trente minutes.',
        en: 'I would like to be called back for a thirty-minute demonstration.',
      },
    },
  ],
  texts: {
    title: { fr: 'Essayer Registre trente jours', en: 'Try Registre for thirty days' },
    intro: {
      fr: 'Sans carte bancaire. L’essai s’arrête de lui-même.',
      en: 'No card needed. The trial ends by itself.',
    },
    submit: { fr: 'Commencer l’essai', en: 'Start the trial' },
    notice: {
      fr: 'Lisière utilise ces informations pour ouvrir votre essai et les conserve au plus trois ans après votre dernier contact. Vous pouvez y accéder, les corriger, les faire effacer ou vous opposer à leur usage en écrivant à l’adresse ci-dessous, et saisir la CNIL.',
      en: 'Lisière uses this information to open your trial and keeps it for at most three years after you were last in touch. You can see it, correct it, have it erased or object to its use by writing to the address below, and complain to the CNIL.',
    },
    doneTitle: { fr: 'Votre essai est prêt', en: 'Your trial is ready' },
  },
  magnet: trialId,
  theme: { accent: '#2c6e63' },
}
