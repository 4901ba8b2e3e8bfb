// What is owed to the outside by mail, and what became of it.
import { ids } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { id: `${ids.submission}.deliver` } }

export const mail: Tag = {
  name: 'Mail',
  about:
    'Mails are owed by the submission that caused them and sent as the hour’s budget allows. Where no server is set, they are kept to be read here.',
  operations: {
    'GET /api/v1/deliveries': { id: 'listDeliveries', asked: { query: { limit: 20 } } },
    'GET /api/v1/deliveries/transport': { id: 'getTransport' },
    'GET /api/v1/deliveries/{id}': { id: 'getDelivery', asked: one },
    'POST /api/v1/deliveries/{id}/replay': { id: 'replayDelivery', asked: one, refuses: ['conflict'] },
    'GET /api/v1/mailbox': { id: 'listMailbox', asked: { query: { limit: 20 } } },
    'GET /api/v1/mailbox/{id}': { id: 'getMail', asked: { params: { id: 1 } } },
    'GET /api/v1/mailbox/{id}/page': { id: 'getMailPage', asked: { params: { id: 1 } } },
  },
}
