// What a tag carries, for tests: a small believable form in French; pass what your test is about.
import type { ShownField, ShownForm, TagSettings } from '../../contract/shown.ts'
import { fr } from '../../widget/locales/fr.ts'
import { tagSettings } from '../../worker/capture/settings.ts'

const common = { required: false, width: 'full' } as const

export const email: ShownField = {
  ...common,
  kind: 'email',
  key: 'email',
  label: 'Adresse e-mail',
  required: true,
  accept: 'any',
  control: { type: 'email', autocomplete: 'email', dir: 'ltr' },
}
export const givenName: ShownField = {
  ...common,
  kind: 'name',
  key: 'given',
  label: 'Prénom',
  part: 'given',
  control: { autocomplete: 'given-name' },
}
export const plan: ShownField = {
  ...common,
  kind: 'choice',
  key: 'plan',
  label: 'Quand ?',
  look: 'radio',
  options: [
    { value: 'now', label: 'Maintenant' },
    { value: 'later', label: 'Plus tard' },
  ],
}
export const reason: ShownField = {
  ...common,
  kind: 'text',
  key: 'reason',
  label: 'Pourquoi ?',
  required: true,
  showIf: [{ field: 'plan', is: 'equal', value: 'later' }],
}

export const aShownForm = (fields: ShownField[] = [email, givenName], over: Partial<ShownForm> = {}): ShownForm => ({
  slug: 'guide',
  version: 3,
  language: 'fr',
  direction: 'ltr',
  languages: ['fr', 'en'],
  steps: [{ id: 'you', fields }],
  consents: [
    { purpose: 'newsletter', basis: 'consent', label: 'Recevoir la lettre' },
    { purpose: 'phone', basis: 'legitimate_interest', label: 'Ne pas être appelé', detail: 'Nous appelons une fois.' },
  ],
  texts: { title: 'Le guide', doneTitle: 'Votre guide', given: 'guide.pdf · PDF' },
  theme: { mode: 'auto' },
  controller: {
    name: 'Atelier Sud',
    contact: 'donnees@atelier-sud.fr',
    privacyPolicy: 'https://atelier-sud.fr/vie-privee',
  },
  ...over,
})

export const theSettings = (form = aShownForm(), origin = 'https://leads.example.com'): TagSettings =>
  tagSettings(form, fr, origin)
