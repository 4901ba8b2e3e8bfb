// Leads: found, read, changed, judged, merged, deleted; and segments.
import { form, ids, site } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { id: ids.lead } }

export const leads: Tag = {
  name: 'Leads',
  about: 'Who gave their address: one lead a person and site. Held ones are only shown where `held` asks for them.',
  operations: {
    'GET /api/v1/leads': {
      id: 'listLeads',
      about:
        'Every filter that is set, together. A page is found by an index, whatever the order and however many there are.',
      asked: { query: { form, sort: 'newest', limit: 20 } },
    },
    'GET /api/v1/leads/count': { id: 'countLeads', asked: { query: { form, most: 1000 } } },
    'GET /api/v1/leads/facets': { id: 'getLeadFacets' },
    'GET /api/v1/leads/export': {
      id: 'exportLeads',
      about:
        'Of any size, as fast as it is read. A CSV opens right in a spreadsheet and cannot carry formulas; `preset` names its columns as a tool wants them. Every export stands in the audit trail.',
      asked: { query: { form, format: 'csv', preset: 'generic' } },
    },
    'POST /api/v1/leads/bulk': {
      id: 'changeLeads',
      about:
        'Up to a hundred at once, twenty to delete. The answer says what was before, so that it can be undone; deleting cannot.',
      asked: { body: { action: 'tags', ids: [ids.lead], change: { add: ['salon 2026'] } } },
      refuses: ['conflict'],
    },
    'GET /api/v1/leads/{id}': { id: 'getLead', asked: one },
    'PATCH /api/v1/leads/{id}': {
      id: 'editLead',
      about: 'What is left out stays, `null` empties. An address with consents cannot change: they were said with it.',
      asked: { ...one, body: { company: 'Atelier Sud SAS', jobTitle: 'Gérante' } },
      refuses: ['conflict'],
    },
    'DELETE /api/v1/leads/{id}': {
      id: 'deleteLead',
      about:
        'Nothing about the person is left but a keyed hash of the address, where they had objected. There is no way back.',
      asked: { params: { id: ids.other } },
    },
    'POST /api/v1/leads/{id}/stage': {
      id: 'moveLead',
      about: '`disqualified` and `lost` want a reason.',
      asked: { ...one, body: { to: 'prospect', why: 'Wants an offer for twelve people' } },
      refuses: ['conflict'],
    },
    'POST /api/v1/leads/{id}/tags': {
      id: 'tagLead',
      asked: { ...one, body: { add: ['partner'], remove: ['salon 2026'] } },
      refuses: ['conflict'],
    },
    'POST /api/v1/leads/{id}/assignment': {
      id: 'assignLead',
      asked: { ...one, body: { member: ids.member } },
      refuses: ['conflict'],
    },
    'GET /api/v1/leads/{id}/timeline': { id: 'getTimeline', asked: { ...one, query: { limit: 20 } } },
    'GET /api/v1/leads/{id}/deliveries': { id: 'listDeliveriesOfLead', asked: one },
    'POST /api/v1/leads/{id}/trial': {
      id: 'settleTrial',
      asked: { ...one, body: { state: 'converted' } },
      refuses: ['conflict'],
    },
    'GET /api/v1/leads/{id}/qualification': { id: 'getLeadQualification', asked: one },
    'PUT /api/v1/leads/{id}/judgements/{criterion}': {
      id: 'judgeLead',
      about: 'A person’s word stands above every rule, until it is taken back.',
      asked: { params: { id: ids.lead, criterion: 'fit' }, body: { verdict: 'yes', why: 'Said so on the phone' } },
    },
    'DELETE /api/v1/leads/{id}/judgements/{criterion}': {
      id: 'takeJudgementBack',
      asked: { params: { id: ids.lead, criterion: 'fit' } },
    },
    'GET /api/v1/leads/{id}/similar': { id: 'listSimilarLeads', asked: one },
    'GET /api/v1/leads/{id}/merge': { id: 'planMerge', asked: { ...one, query: { with: ids.other } } },
    'POST /api/v1/leads/{id}/merge': {
      id: 'mergeLeads',
      asked: { ...one, body: { with: ids.other } },
      refuses: ['conflict'],
    },
    'DELETE /api/v1/leads/{id}/merge/{with}': {
      id: 'separateLeads',
      asked: { params: { id: ids.lead, with: ids.other } },
    },
    'GET /api/v1/submissions/held': { id: 'listHeld', asked: { query: { limit: 20 } } },
    'GET /api/v1/submissions/held/count': { id: 'countHeld' },
    'POST /api/v1/submissions/held/bulk': {
      id: 'settleHeld',
      about: 'Up to five to release, twenty to delete. Unknown and sound ones are passed over.',
      asked: { body: { action: 'release', ids: [ids.held] } },
    },
    'POST /api/v1/submissions/{id}/release': {
      id: 'releaseSubmission',
      asked: { params: { id: ids.held } },
      refuses: ['conflict'],
    },
    'DELETE /api/v1/submissions/{id}': {
      id: 'deleteSubmission',
      asked: { params: { id: ids.held } },
      refuses: ['conflict'],
    },
    'GET /api/v1/segments': { id: 'listSegments', about: 'At most a hundred.' },
    'POST /api/v1/segments': {
      id: 'createSegment',
      asked: { body: { name: 'Hot prospects', filter: { stage: ['prospect'], temperature: 'hot' }, sort: 'interest' } },
      refuses: ['conflict'],
    },
    'PUT /api/v1/segments/{id}': {
      id: 'changeSegment',
      asked: { params: { id: ids.segment }, body: { name: 'Prospects', filter: { stage: ['prospect'] } } },
      refuses: ['conflict'],
    },
    'DELETE /api/v1/segments/{id}': { id: 'deleteSegment', asked: { params: { id: ids.segment } } },
    'GET /api/v1/sites/{id}/qualification': { id: 'getQualification', asked: { params: { id: site } } },
    'PUT /api/v1/sites/{id}/qualification': {
      id: 'settleQualification',
      about: '`changedAt` as it was read: refused where somebody else was quicker.',
      asked: {
        params: { id: site },
        body: {
          settled: {
            criteria: [
              {
                id: 'fit',
                necessary: true,
                rules: [{ when: [{ about: 'company', is: 'answered' }], verdict: 'yes' }],
              },
            ],
            personas: [{ name: 'Direction', when: [{ about: 'lead.job_title', is: 'contains', values: ['direct'] }] }],
          },
        },
      },
      refuses: ['conflict'],
    },
    'POST /api/v1/sites/{id}/qualification/preview': {
      id: 'previewQualification',
      asked: { params: { id: site }, body: { criteria: [{ id: 'need', necessary: true }], hotDays: 10 } },
    },
  },
}
