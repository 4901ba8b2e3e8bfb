// What people agreed to, and its proof.
import { ids } from '../samples.ts'
import type { Tag } from '../told.ts'

export const consents: Tag = {
  name: 'Consents',
  about: 'Every event, never changed, in a log whose checkpoints are signed; and how long people are kept.',
  operations: {
    'GET /api/v1/consents': { id: 'listConsents', asked: { query: { purpose: 'newsletter', limit: 20 } } },
    'GET /api/v1/consents/purposes': { id: 'listPurposes' },
    'GET /api/v1/consents/verification': { id: 'verifyLog' },
    'GET /api/v1/consents/verification/records': { id: 'verifyRecords', asked: { query: { after: 0 } } },
    'GET /api/v1/consents/checkpoints': { id: 'listCheckpoints', asked: { query: { limit: 20 } } },
    'GET /api/v1/consents/proof': { id: 'proveEvent', asked: { query: { seq: 1 } }, refuses: ['not_found'] },
    'GET /api/v1/consents/consistency': {
      id: 'proveConsistency',
      asked: { query: { from: 1 } },
      refuses: ['not_found'],
    },
    'GET /api/v1/consents/export': { id: 'exportLog', asked: { query: { openings: 'no' } } },
    'GET /api/v1/leads/{id}/certificate': {
      id: 'getCertificate',
      asked: { params: { id: ids.lead }, query: { format: 'html' } },
    },
    'GET /api/v1/retention/preview': { id: 'previewRetention', asked: { query: { days: 1095 } } },
    'GET /api/v1/retention/log': { id: 'listRetention', about: 'The last 200.' },
  },
}
