// What the team writes down about leads.
import { ids } from '../samples.ts'
import type { Tag } from '../told.ts'

const lead = { id: ids.lead }

export const work: Tag = {
  name: 'Notes and follow-ups',
  about: 'What was said with a lead, and what is to be done about it by when. Erased with the lead.',
  operations: {
    'POST /api/v1/leads/{id}/notes': {
      id: 'addNote',
      asked: {
        params: lead,
        body: {
          channel: 'call',
          isExchange: true,
          text: 'Called back: twelve people, wants to begin in January.',
          questions: ['Is training included?'],
        },
      },
    },
    'PUT /api/v1/leads/{id}/notes/{note}': {
      id: 'correctNote',
      about: 'The whole of it again. Somebody else’s is `forbidden`.',
      asked: { params: { ...lead, note: ids.note }, body: { channel: 'call', text: 'Eleven people.' } },
    },
    'DELETE /api/v1/leads/{id}/notes/{note}': { id: 'deleteNote', asked: { params: { ...lead, note: ids.note } } },
    'GET /api/v1/follow-ups': { id: 'listFollowUps', asked: { query: { whose: 'all', to: '2026-12-31', limit: 20 } } },
    'POST /api/v1/leads/{id}/follow-ups': {
      id: 'addFollowUp',
      asked: { params: lead, body: { dueOn: '2026-12-01', what: 'Send the offer', member: ids.member } },
    },
    'PATCH /api/v1/leads/{id}/follow-ups/{followUp}': {
      id: 'changeFollowUp',
      asked: { params: { ...lead, followUp: ids.followUp }, body: { done: true } },
    },
    'DELETE /api/v1/leads/{id}/follow-ups/{followUp}': {
      id: 'deleteFollowUp',
      asked: { params: { ...lead, followUp: ids.followUp } },
    },
  },
}
