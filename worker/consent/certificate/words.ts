// The certificate's own words. What was shown to the person is quoted from the notice, never translated.
import type { LoggedEvent } from '../../../contract/consent-log.ts'
import type { ConsentStanding } from '../../../contract/lead.ts'
import { periodInWords } from '../../../contract/period.ts'

type Said = Pick<LoggedEvent | ConsentStanding, 'state' | 'basis'>

// Ways of saying it beside the form.
const methods: Record<'en' | 'fr', Partial<Record<string, string>>> = {
  en: {
    rights_page: 'by a click on the person’s own page',
    one_click: 'by the unsubscribe button of a mail',
    confirm_page: 'by a click on the page their mail led to',
    import: 'declared by the controller when importing a list',
  },
  fr: {
    rights_page: 'd’un clic sur la page de la personne',
    one_click: 'par le bouton de désabonnement d’un mail',
    confirm_page: 'd’un clic sur la page où menait leur mail',
    import: 'déclaré par le responsable en important une liste',
  },
}

const en = {
  language: 'en',
  colon: ': ',
  title: 'Consent certificate',
  lead: (name: string, controller: string) =>
    `What ${name} was shown, answered, and when, as recorded by ${controller}.`,
  madeAt: 'Made on',
  person: 'Person',
  email: 'Email address',
  id: 'Internal identifier',
  controller: 'Controller',
  contact: 'Contact',
  address: 'Address',
  policy: 'Privacy policy',
  handling: 'What becomes of the data',
  retention: 'Kept for',
  kept: (days: number) => `${periodInWords(days, 'en')} after the last contact coming from the person`,
  storage: 'Stored in',
  recipients: 'Recipients',
  roles: { processor: 'acting for the controller', third_party: 'acting for itself' },
  jurisdiction: 'Under the law of',
  rights: 'Rights and withdrawal',
  undeclared: 'not stated here: see the privacy policy',
  country: (code: string) => named('en', code),
  standing: 'Current state',
  noPurpose: 'The form asked for no consent.',
  events: 'What happened',
  position: 'No.',
  when: 'When (UTC)',
  purpose: 'Purpose',
  what: 'What',
  how: 'How',
  where: 'Form and page',
  version: (form: string, version: number) => `${form}, version ${version}`,
  importOf: (file: string) => `Imported list: ${file}`,
  declared: 'Declared by the controller, shown by nobody here',
  gpc: 'Global Privacy Control was on',
  older: (count: number) => `${count} older events are in the log and not on this page.`,
  shown: 'What was shown, word for word',
  noticeIs: 'SHA-256 of this notice',
  required: 'required',
  optional: 'optional',
  button: 'Button',
  bases: { consent: 'Opt-in: an unticked box to agree', legitimate_interest: 'Opt-out: an unticked box to object' },
  proof: 'Proof',
  verify: [
    'Each numbered event above is a record of an append-only log whose state the controller signs; the checkpoint and hashes below show that these records stand in it unchanged.',
    'To check it without trusting anybody, ask for this certificate in JSON and run this in the source code of Aimant, with the public keys published at the address below:',
  ],
  command: 'npm run verify-consents -- FILE --key KEYS',
  keys: 'Public keys',
  checkpoint: 'Signed checkpoint',
  record: (seq: number) => `Record no. ${seq}`,
  leaf: 'Record hash',
  path: 'Inclusion proof',
  alone: 'none needed: the record is the whole log',
  holds: 'leads to the signed root',
  broken: 'DOES NOT lead to the signed root: the record was changed after it was signed',
  unsigned: 'not signed yet: the next checkpoint, within minutes, will cover it',
  states: ({ state, basis }: Said) =>
    ({
      shown_not_given: basis === 'consent' ? 'Not given' : 'No objection',
      given: 'Given',
      unconfirmed: 'Given, not confirmed yet',
      confirmed: 'Confirmed',
      withdrawn: 'Withdrawn',
      objected: 'Objected',
      expired: 'Expired',
      imported: 'Imported',
    })[state],
  ways: ({ state, method }: Pick<LoggedEvent, 'state' | 'method'>) =>
    method !== 'form'
      ? (methods.en[method] ?? method)
      : state === 'shown_not_given'
        ? 'box shown and left unticked'
        : 'box ticked by the person, form sent',
  on: (at: string) => `on ${formatted('en-GB', at)} UTC`,
  date: (at: string) => formatted('en-GB', at),
  moment: (at: string) => formatted('en-GB', at, 'medium'),
}

const fr: typeof en = {
  language: 'fr',
  colon: ' : ',
  title: 'Certificat de consentement',
  lead: (name, controller) =>
    `Ce qui a été montré à ${name}, ce que cette personne a répondu, et quand, tel qu’enregistré par ${controller}.`,
  madeAt: 'Établi le',
  person: 'Personne',
  email: 'Adresse e-mail',
  id: 'Identifiant interne',
  controller: 'Responsable de traitement',
  contact: 'Contact',
  address: 'Adresse',
  policy: 'Politique de confidentialité',
  handling: 'Ce que deviennent les données',
  retention: 'Durée de conservation',
  kept: (days) => `${periodInWords(days, 'fr')} après le dernier contact venant de la personne`,
  storage: 'Lieu de stockage',
  recipients: 'Destinataires',
  roles: { processor: 'sous-traitant', third_party: 'agit pour son propre compte' },
  jurisdiction: 'Droit applicable',
  rights: 'Droits et retrait',
  undeclared: 'non précisé ici : voir la politique de confidentialité',
  country: (code) => named('fr', code),
  standing: 'État des consentements',
  noPurpose: 'Le formulaire ne demandait aucun consentement.',
  events: 'Ce qui s’est passé',
  position: 'N°',
  when: 'Quand (UTC)',
  purpose: 'Finalité',
  what: 'Quoi',
  how: 'Comment',
  where: 'Formulaire et page',
  version: (form, version) => `${form}, version ${version}`,
  importOf: (file) => `Liste importée : ${file}`,
  declared: 'Déclaré par le responsable, rien n’a été affiché ici',
  gpc: 'Global Privacy Control était activé',
  older: (count) => `${count} événements plus anciens sont dans le journal et ne figurent pas sur cette page.`,
  shown: 'Ce qui a été montré, mot pour mot',
  noticeIs: 'SHA-256 de cette mention',
  required: 'obligatoire',
  optional: 'facultatif',
  button: 'Bouton',
  bases: {
    consent: 'Accord : case non cochée, à cocher pour accepter',
    legitimate_interest: 'Opposition : case non cochée, à cocher pour refuser',
  },
  proof: 'Preuve',
  verify: [
    'Chaque événement numéroté ci-dessus est un enregistrement d’un journal où l’on ne peut qu’ajouter et dont le responsable signe l’état ; le point de contrôle et les empreintes ci-dessous montrent que ces enregistrements y figurent inchangés.',
    'Pour le vérifier sans faire confiance à personne, demandez ce certificat en JSON et lancez ceci dans le code source d’Aimant, avec les clés publiques publiées à l’adresse ci-dessous :',
  ],
  command: 'npm run verify-consents -- FICHIER --key CLES',
  keys: 'Clés publiques',
  checkpoint: 'Point de contrôle signé',
  record: (seq) => `Enregistrement n° ${seq}`,
  leaf: 'Empreinte de l’enregistrement',
  path: 'Preuve d’inclusion',
  alone: 'aucune n’est nécessaire : l’enregistrement est tout le journal',
  holds: 'mène à la racine signée',
  broken: 'NE MÈNE PAS à la racine signée : l’enregistrement a été changé après sa signature',
  unsigned: 'pas encore signé : le prochain point de contrôle, dans quelques minutes, le couvrira',
  states: ({ state, basis }) =>
    ({
      shown_not_given: basis === 'consent' ? 'Non donné' : 'Pas d’opposition',
      given: 'Donné',
      unconfirmed: 'Donné, pas encore confirmé',
      confirmed: 'Confirmé',
      withdrawn: 'Retiré',
      objected: 'Opposition',
      expired: 'Expiré',
      imported: 'Importé',
    })[state],
  ways: ({ state, method }) =>
    method !== 'form'
      ? (methods.fr[method] ?? method)
      : state === 'shown_not_given'
        ? 'case montrée et laissée vide'
        : 'case cochée par la personne, formulaire envoyé',
  on: (at) => `le ${formatted('fr-FR', at)} UTC`,
  date: (at) => formatted('fr-FR', at),
  moment: (at) => formatted('fr-FR', at, 'medium'),
}

const named = (language: string, code: string) =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code

const formatted = (locale: string, at: string, dateStyle: 'long' | 'medium' = 'long') =>
  new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'medium', timeZone: 'UTC' }).format(new Date(at))

export type Words = typeof en

/** French for those who read it, English for everybody else. */
export const certificateWords = (language: string): Words => (/^fr\b/.test(language) ? fr : en)
