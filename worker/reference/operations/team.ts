// Who works with the leads, and the programs they let in.
import { ids } from '../samples.ts'
import type { Tag } from '../told.ts'

const one = { params: { id: ids.member } }

export const team: Tag = {
  name: 'Team',
  about: 'Members, tokens, and what was done. Nobody hands out more than they hold.',
  operations: {
    'GET /api/v1/me': { id: 'getMe' },
    'GET /api/v1/team/members': { id: 'listMembers' },
    'POST /api/v1/team/members': {
      id: 'inviteMember',
      asked: { body: { name: 'Sam Durand', email: 'sam@atelier-sud.fr', role: 'editor', language: 'fr' } },
      refuses: ['conflict'],
    },
    'PATCH /api/v1/team/members/{id}': {
      id: 'changeMember',
      asked: { ...one, body: { role: 'viewer' } },
      refuses: ['conflict', 'last_owner'],
    },
    'DELETE /api/v1/team/members/{id}': { id: 'removeMember', asked: one, refuses: ['last_owner'] },
    'POST /api/v1/team/members/{id}/sign-in-link': { id: 'makeSignInLink', asked: { ...one, body: { mail: false } } },
    'POST /api/v1/team/members/{id}/sign-out': { id: 'signMemberOut', asked: one },
    'GET /api/v1/team/tokens': { id: 'listTokens', about: 'At most a hundred, without their secrets.' },
    'POST /api/v1/team/tokens': {
      id: 'createToken',
      asked: { body: { name: 'Nightly export', scopes: ['leads:read'] } },
    },
    'DELETE /api/v1/team/tokens/{id}': { id: 'revokeToken', asked: { params: { id: ids.token } } },
    'GET /api/v1/audit': { id: 'listAudit', asked: { query: { limit: 20 } } },
  },
}
