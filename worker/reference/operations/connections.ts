// Addresses that are told what happens to leads.
import type { Tag } from '../told.ts'

export const connections: Tag = {
  name: 'Connections',
  about:
    'Webhooks as Standard Webhooks 1.0 has them, messages for Slack, Teams and Discord, and REST hooks for Zapier, Make and n8n.',
  operations: {},
}
