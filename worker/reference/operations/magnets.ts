// What is given in exchange.
import { ids } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { id: ids.magnet } }

export const magnets: Tag = {
  name: 'Magnets',
  about:
    'A file, a link, a code or a trial. What a published form gives stays what it was until the form is published again.',
  operations: {
    'GET /api/v1/magnets': { id: 'listMagnets' },
    'POST /api/v1/magnets': {
      id: 'createMagnet',
      about: 'A file’s bytes come after, by `PUT …/file`; the codes of a pool by `POST …/codes`.',
      asked: { body: { kind: 'link', name: 'The recording', url: 'https://example.fr/recording' } },
      refuses: ['conflict'],
    },
    'GET /api/v1/magnets/{id}': { id: 'getMagnet', asked: one },
    'PUT /api/v1/magnets/{id}': {
      id: 'changeMagnet',
      asked: { ...one, body: { kind: 'file', name: 'The RGPD guide, second edition' } },
      refuses: ['conflict'],
    },
    'DELETE /api/v1/magnets/{id}': {
      id: 'deleteMagnet',
      asked: { params: { id: ids.unused } },
      refuses: ['conflict'],
    },
    'GET /api/v1/magnets/{id}/file': { id: 'getMagnetFile', asked: one, refuses: ['range_refused', 'unavailable'] },
    'PUT /api/v1/magnets/{id}/file': {
      id: 'putMagnetFile',
      about: 'The bytes themselves, with their `Content-Type` and `Content-Length`; at most 100 MB.',
      asked: { ...one, query: { name: 'guide-rgpd.pdf' } },
      refuses: ['bad_request', 'too_large', 'conflict'],
    },
    'POST /api/v1/magnets/{id}/editions/{edition}/restore': {
      id: 'restoreEdition',
      asked: { params: { id: ids.magnet, edition: ids.edition } },
      refuses: ['conflict'],
    },
    'POST /api/v1/magnets/{id}/codes': {
      id: 'addCodes',
      about: 'At most 20,000 at once, 4 MB.',
      asked: { params: { id: ids.pool }, body: { codes: ['SUD-4F8A', 'SUD-91CC'] } },
      refuses: ['bad_request', 'bad_json', 'too_large', 'wrong_content_type'],
    },
    'POST /api/v1/magnets/{id}/try': {
      id: 'tryTrial',
      asked: { params: { id: ids.trial }, body: { email: 'moi@example.fr' } },
      refuses: ['conflict'],
    },
  },
}
