// The words of messages in channels.
import type { ConnectionLanguage } from '../../../contract/connection-names.ts'

const fr = {
  created: 'Nouveau lead',
  confirmed: 'Adresse confirmée',
  qualified: 'Lead qualifié',
  withdrawn: 'Consentement retiré',
  erased: 'Une personne a été effacée : effacez aussi d’ici ce qui parle d’elle.',
  test: 'Essai : voici à quoi ressemblera un message d’Aimant.',
  name: 'Nom',
  email: 'E-mail',
  purposes: 'Finalités',
  lead: 'Fiche',
  open: 'Ouvrir la fiche',
  stages: { lead: 'Lead', prospect: 'Prospect', customer: 'Client', disqualified: 'Disqualifié', lost: 'Perdu' },
}

export type ChannelWords = typeof fr

const en: ChannelWords = {
  created: 'New lead',
  confirmed: 'Address confirmed',
  qualified: 'Lead qualified',
  withdrawn: 'Consent withdrawn',
  erased: 'A person was erased: delete what speaks of them here too.',
  test: 'A test: this is what a message from Aimant will look like.',
  name: 'Name',
  email: 'Email',
  purposes: 'Purposes',
  lead: 'Lead',
  open: 'Open the lead',
  stages: { lead: 'Lead', prospect: 'Prospect', customer: 'Customer', disqualified: 'Disqualified', lost: 'Lost' },
}

export const channelWords: Record<ConnectionLanguage, ChannelWords> = { fr, en }
