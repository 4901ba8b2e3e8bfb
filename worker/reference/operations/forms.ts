// Forms: drafts, versions, and what their mails say.
import { form, ids } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { slug: form } }
const version = { params: { slug: form, version: 1 } }
const mail = { params: { slug: form, template: 'deliver' } }

/** A small form with one question and one box. */
export const draft = {
  name: 'RGPD guide',
  defaultLanguage: 'fr',
  magnet: ids.magnet,
  steps: [
    {
      id: 'you',
      fields: [{ kind: 'email', key: 'email', label: { fr: 'Adresse e-mail', en: 'Email' }, required: true }],
    },
  ],
  consents: [
    { purpose: 'newsletter', basis: 'consent', label: { fr: 'Recevoir la lettre', en: 'Get the newsletter' } },
  ],
  texts: { title: { fr: 'Le guide', en: 'The guide' } },
}

export const forms: Tag = {
  name: 'Forms',
  about:
    'A form has a draft, which is edited, and versions, which are what visitors see and never change. `If-Match` with the `draftAt` one knows, in quotes, keeps two people from overwriting each other.',
  operations: {
    'GET /api/v1/forms': { id: 'listForms', about: 'At most 500, by their slug.' },
    'POST /api/v1/forms': {
      id: 'beginForm',
      asked: { body: { slug: 'webinaire-mars', from: { template: 'webinaire' }, name: 'Webinar in March' } },
      refuses: ['conflict', 'form_unknown'],
    },
    'POST /api/v1/forms/preview': { id: 'previewForm', asked: { body: { draft, language: 'fr', slug: form } } },
    'GET /api/v1/forms/{slug}/draft': { id: 'getDraft', asked: one, refuses: ['form_unknown'] },
    'PUT /api/v1/forms/{slug}/draft': {
      id: 'saveDraft',
      about: '`site` is for a form that is new.',
      asked: { ...one, body: draft },
      refuses: ['conflict'],
    },
    'DELETE /api/v1/forms/{slug}': {
      id: 'deleteForm',
      asked: { params: { slug: 'brouillon' } },
      refuses: ['conflict', 'form_unknown'],
    },
    'POST /api/v1/forms/{slug}/publish': {
      id: 'publishForm',
      asked: one,
      refuses: ['conflict', 'form_unknown', 'not_publishable'],
    },
    'POST /api/v1/forms/{slug}/archive': { id: 'archiveForm', asked: one, refuses: ['form_unknown'] },
    'POST /api/v1/forms/{slug}/reopen': { id: 'reopenForm', asked: one, refuses: ['form_unknown'] },
    'GET /api/v1/forms/{slug}/seen': { id: 'listPagesOfForm', asked: one, refuses: ['form_unknown'] },
    'GET /api/v1/forms/{slug}/versions': {
      id: 'listVersions',
      about: '`next` goes into `before`; `null` after the first one.',
      asked: { ...one, query: { limit: 20 } },
      refuses: ['form_unknown'],
    },
    'GET /api/v1/forms/{slug}/versions/{version}': { id: 'getVersion', asked: version, refuses: ['form_unknown'] },
    'GET /api/v1/forms/{slug}/versions/{version}/changes': {
      id: 'compareVersions',
      asked: { ...version, query: { to: 'draft' } },
      refuses: ['form_unknown'],
    },
    'POST /api/v1/forms/{slug}/versions/{version}/restore': {
      id: 'restoreVersion',
      about: 'Visitors see it once it is published.',
      asked: version,
      refuses: ['conflict', 'form_unknown'],
    },
    'GET /api/v1/forms/{slug}/mails': { id: 'getMailWordings', asked: one, refuses: ['form_unknown'] },
    'PUT /api/v1/forms/{slug}/mails': {
      id: 'saveMailWordings',
      asked: { ...one, body: { mails: { deliver: { subject: { fr: 'Votre guide' }, intro: { fr: 'Le voici.' } } } } },
      refuses: ['conflict', 'form_unknown'],
    },
    'GET /api/v1/forms/{slug}/mails/{template}/preview': {
      id: 'previewMail',
      asked: { ...mail, query: { language: 'fr' } },
      refuses: ['form_unknown'],
    },
    'GET /api/v1/forms/{slug}/mails/{template}/preview/page': {
      id: 'previewMailPage',
      asked: mail,
      refuses: ['form_unknown'],
    },
    'POST /api/v1/forms/{slug}/mails/{template}/test': {
      id: 'testMail',
      asked: { ...mail, body: { language: 'fr' } },
      refuses: ['conflict', 'form_unknown', 'rate_limited', 'unavailable'],
    },
  },
}
