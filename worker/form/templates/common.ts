// What several templates have in common: the questions nearly everybody asks, and the words the law wants.
import type { FormInput } from '../../../contract/form.ts'

type Field = FormInput['steps'][number]['fields'][number]
type Consent = NonNullable<FormInput['consents']>[number]

export const given = {
  kind: 'name',
  part: 'given',
  key: 'given_name',
  label: { fr: 'Prénom', en: 'First name' },
  width: 'half',
} satisfies Field

export const family = {
  kind: 'name',
  part: 'family',
  key: 'family_name',
  label: { fr: 'Nom', en: 'Last name' },
  width: 'half',
} satisfies Field

export const workEmail = {
  kind: 'email',
  key: 'email',
  required: true,
  label: { fr: 'Adresse e-mail professionnelle', en: 'Work e-mail' },
} satisfies Field

export const company = {
  kind: 'company',
  key: 'company',
  label: { fr: 'Entreprise', en: 'Company' },
  width: 'half',
  askOnce: true,
} satisfies Field

export const jobTitle = {
  kind: 'job_title',
  key: 'job_title',
  label: { fr: 'Fonction', en: 'Job title' },
  width: 'half',
  askOnce: true,
} satisfies Field

export const teamSize = {
  kind: 'choice',
  key: 'team_size',
  label: { fr: 'Taille de l’équipe', en: 'Team size' },
  look: 'buttons',
  askOnce: true,
  options: [
    { value: '1-9', label: { fr: '1 à 9', en: '1 to 9' } },
    { value: '10-49', label: { fr: '10 à 49', en: '10 to 49' } },
    { value: '50-249', label: { fr: '50 à 249', en: '50 to 249' } },
    { value: '250+', label: { fr: '250 et plus', en: '250 or more' } },
  ],
} satisfies Field

export const newsletter = {
  purpose: 'newsletter',
  basis: 'consent',
  label: {
    fr: 'Je souhaite aussi recevoir la lettre d’information, une fois par mois.',
    en: 'I would also like the newsletter, once a month.',
  },
  detail: {
    fr: 'Facultatif. Désinscription en un clic, à tout moment.',
    en: 'Optional. Unsubscribe in one click, at any time.',
  },
} satisfies Consent

/** What the data serves, then what the person may do about it. */
export const notice = (purpose: { fr: string; en: string }) => ({
  fr: `${purpose.fr} Elles sont conservées au plus trois ans après votre dernier contact. Vous pouvez y accéder, les corriger, les faire effacer ou vous opposer à leur usage en écrivant à l’adresse ci-dessous, et saisir la CNIL.`,
  en: `${purpose.en} It is kept for at most three years after you were last in touch. You can see it, correct it, have it erased or object to its use by writing to the address below, and complain to your data protection authority.`,
})
