// Addresses that are told what happens to leads.
import { ids, site } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { id: ids.connection } }

export const connections: Tag = {
  name: 'Connections',
  about:
    'Webhooks as Standard Webhooks 1.0 has them, messages for Slack, Teams and Discord, and REST hooks for Zapier, Make and n8n. What a receiver gets, and how to verify it, stands in docs/webhooks.md.',
  operations: {
    'GET /api/v1/connections': { id: 'listConnections', asked: { query: { site, limit: 20 } } },
    'POST /api/v1/connections': {
      id: 'createConnection',
      about: 'Public https addresses only, and never our own. At most twenty a site.',
      asked: {
        body: {
          site,
          name: 'Our CRM',
          url: 'https://hooks.example.com/aimant',
          events: ['lead.created', 'lead.stage_changed'],
          format: 'standard',
        },
      },
      refuses: ['conflict'],
    },
    'GET /api/v1/connections/examples': { id: 'getMessageExamples', asked: { query: { format: 'standard' } } },
    'GET /api/v1/connections/{id}': { id: 'getConnection', asked: one },
    'PATCH /api/v1/connections/{id}': { id: 'changeConnection', asked: { ...one, body: { state: 'paused' } } },
    'DELETE /api/v1/connections/{id}': { id: 'deleteConnection', asked: one },
    'POST /api/v1/connections/{id}/secret': { id: 'rotateSecret', asked: one },
    'POST /api/v1/connections/{id}/test': { id: 'testConnection', asked: one, refuses: ['conflict'] },
    'GET /api/v1/connections/{id}/deliveries': { id: 'listMessages', asked: { ...one, query: { limit: 20 } } },
    'POST /api/v1/connections/{id}/deliveries/{event}/replay': {
      id: 'replayMessage',
      asked: { params: { id: ids.connection, event: ids.event } },
      refuses: ['conflict'],
    },
    'POST /api/v1/connections/{id}/replay': {
      id: 'replayMessages',
      asked: { ...one, body: { since: '2026-10-01T00:00:00.000Z' } },
    },
    'POST /api/v1/hooks': {
      id: 'subscribe',
      asked: { body: { target_url: 'https://hooks.example.com/zap', event: 'lead.created' } },
      refuses: ['conflict'],
    },
    'GET /api/v1/hooks/sample': { id: 'getSample', asked: { query: { event: 'lead.created' } } },
    'DELETE /api/v1/hooks/{id}': { id: 'unsubscribeHook', asked: one },
  },
}
