// A document against a name and an address: one step, nothing more than is needed to hand it over.
import type { FormInput } from '../../../contract/form.ts'
import { company, family, given, jobTitle, newsletter, notice, workEmail } from './common.ts'

export const whitePaper: FormInput = {
  name: 'Livre blanc',
  defaultLanguage: 'fr',
  steps: [{ id: 'you', fields: [given, family, workEmail, company, jobTitle] }],
  consents: [newsletter],
  texts: {
    title: { fr: 'Recevez le livre blanc', en: 'Get the white paper' },
    intro: {
      fr: 'Un PDF à lire en un quart d’heure, à télécharger dès l’envoi.',
      en: 'A PDF to read in a quarter of an hour, yours as soon as you send the form.',
    },
    submit: { fr: 'Télécharger le livre blanc', en: 'Download the white paper' },
    notice: notice({
      fr: 'Ces informations servent à vous remettre le document.',
      en: 'This information is used to hand you the document.',
    }),
    doneTitle: { fr: 'Votre livre blanc est prêt', en: 'Your white paper is ready' },
    doneText: {
      fr: 'Bonne lecture. Le lien vous attend aussi par e-mail.',
      en: 'Enjoy. The link is in your mail too.',
    },
  },
  theme: { accent: '#1f4e79', radius: 6 },
}
