// Counted, and nobody told apart.
import { form } from '../samples.ts'
import type { Tag } from '../told.ts'

const span = { from: '2026-10-01', to: '2026-10-31' }

export const numbers: Tag = {
  name: 'Numbers',
  about:
    'How many saw a form, began, sent, confirmed, downloaded. No visitor has an id; nothing is stored on their device.',
  operations: {
    'GET /api/v1/insight/series': { id: 'getSeries', asked: { query: span } },
    'GET /api/v1/insight/funnel': { id: 'getFunnel', asked: { query: span } },
    'GET /api/v1/insight/forms': { id: 'getFormsNumbers' },
    'GET /api/v1/insight/attention': { id: 'getAttention' },
    'GET /api/v1/insight/breakdown': { id: 'getBreakdown', asked: { query: { ...span, by: 'source' } } },
    'GET /api/v1/insight/export': { id: 'exportNumbers', asked: { query: span } },
    'GET /api/v1/insight/fields': {
      id: 'getFieldNumbers',
      asked: { query: { ...span, form } },
      refuses: ['form_unknown'],
    },
    'GET /api/v1/insight/fields/export': {
      id: 'exportFieldNumbers',
      asked: { query: { ...span, form } },
      refuses: ['form_unknown'],
    },
  },
}
