// Leads leaving by the clock, and leads brought in.
import { ids, site } from '../samples.ts'
import type { Tag } from '../told.ts'

const schedule = { params: { id: ids.schedule } }
const plan = {
  site,
  file: 'salon-2026.csv',
  tags: ['salon 2026'],
  answers: [{ key: 'stand', label: 'Stand' }],
  consents: [
    {
      purpose: 'newsletter',
      wording: 'I would like to get the newsletter',
      source: 'Paper form at the stand, kept in the office',
      collectedOn: '2026-10-14',
    },
  ],
}
const rows = [
  {
    n: 2,
    values: {
      email: 'sam.durand@example.fr',
      full_name: 'Sam Durand',
      'answer:stand': 'B12',
      'consent:newsletter': 'yes',
    },
  },
]

export const outIn: Tag = {
  name: 'Exports and imports',
  about:
    'Files by the clock, kept in the account’s own storage; and files brought in, with what their people agreed to elsewhere.',
  operations: {
    'GET /api/v1/exports': { id: 'listExports', about: 'At most twenty.' },
    'POST /api/v1/exports': {
      id: 'createExport',
      asked: { body: { name: 'Every Monday', format: 'csv', every: 'week', hour: 7, zone: 'Europe/Paris' } },
    },
    'PUT /api/v1/exports/{id}': {
      id: 'changeExport',
      asked: { ...schedule, body: { name: 'Every day', format: 'ndjson', every: 'day' } },
    },
    'DELETE /api/v1/exports/{id}': { id: 'deleteExport', asked: schedule },
    'POST /api/v1/exports/{id}/run': { id: 'runExport', asked: schedule },
    'GET /api/v1/exports/runs/{id}/file': { id: 'getExportFile', asked: { params: { id: ids.run } } },
    'GET /api/v1/imports': { id: 'listImports', about: 'The last hundred.' },
    'POST /api/v1/imports': {
      id: 'startImport',
      asked: { body: plan },
      refuses: ['not_publishable'],
    },
    'POST /api/v1/imports/try': { id: 'tryImport', asked: { body: { plan, rows } }, refuses: ['not_publishable'] },
    'POST /api/v1/imports/{id}/rows': {
      id: 'importRows',
      about: 'Chunks count from 1. Sent again, one does nothing more.',
      asked: { params: { id: ids.import }, body: { chunk: 1, rows } },
      refuses: ['conflict'],
    },
    'POST /api/v1/imports/{id}/end': {
      id: 'endImport',
      asked: { params: { id: ids.import }, body: { state: 'done' } },
      refuses: ['conflict'],
    },
  },
}
