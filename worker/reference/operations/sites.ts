// Sites and their settings.
import { form, site } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { id: site } }
const controller = {
  name: 'Atelier Sud',
  contact: 'donnees@atelier-sud.fr',
  privacyPolicy: 'https://atelier-sud.fr/vie-privee',
}

export const sites: Tag = {
  name: 'Sites',
  about: 'Who answers for the data, which pages may show the forms, how long people are kept, how forms look.',
  operations: {
    'GET /api/v1/sites': { id: 'listSites', about: 'At most a hundred.' },
    'POST /api/v1/sites': {
      id: 'createSite',
      asked: { body: { id: 'blog', name: 'The blog', like: site } },
      refuses: ['conflict'],
    },
    'GET /api/v1/sites/{id}': { id: 'getSite', asked: one },
    'PUT /api/v1/sites/{id}': {
      id: 'replaceSite',
      asked: { ...one, body: { name: 'Atelier Sud', controller, origins: ['https://example.fr'] } },
    },
    'PATCH /api/v1/sites/{id}': { id: 'changeSite', asked: { ...one, body: { retentionDays: 730 } } },
    'DELETE /api/v1/sites/{id}': { id: 'deleteSite', asked: { params: { id: 'unused' } }, refuses: ['conflict'] },
    'GET /api/v1/sites/{id}/forms': { id: 'listFormsOfSite', asked: one },
    'POST /api/v1/sites/{id}/republish': {
      id: 'republishForms',
      asked: { ...one, body: { forms: [form] } },
      refuses: ['form_unknown', 'not_publishable'],
    },
  },
}
