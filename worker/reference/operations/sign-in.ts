// How people get in. Programs need none of it: they hold a token.
import { ids } from '../samples.ts'
import type { Tag } from '../told.ts'

const key = 'pQ3kX0T1b2o9m5Zr7vW8yA'
const credential = { id: key, rawId: key, type: 'public-key', clientExtensionResults: {} }
const clientDataJSON = 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0'

export const signIn: Tag = {
  name: 'Signing in',
  about:
    'One-time links, passkeys and sessions of people: the dashboard’s own. Nobody learns why they were not let in.',
  operations: {
    'GET /api/v1/sign-in/ways': { id: 'listWaysIn' },
    'POST /api/v1/sign-in': {
      id: 'signIn',
      asked: { body: { token: 'pQ3kX0T1b2o9m5Zr7vW8yApQ3kX0T1b2o9m5Zr7vW8y' } },
      refuses: ['unauthenticated', 'invalid'],
    },
    'POST /api/v1/sign-in/mail': {
      id: 'mailSignInLink',
      asked: { body: { email: 'camille@atelier-sud.fr', language: 'fr' } },
      refuses: ['invalid'],
    },
    'POST /api/v1/sign-in/passkey/options': { id: 'getPasskeyChallenge' },
    'POST /api/v1/sign-in/passkey': {
      id: 'signInWithPasskey',
      asked: {
        body: { ...credential, response: { clientDataJSON, authenticatorData: clientDataJSON, signature: 'MEUCIQ' } },
      },
      refuses: ['unauthenticated', 'invalid'],
    },
    'POST /api/v1/sign-out': { id: 'signOut' },
    'GET /api/v1/sessions': { id: 'listSessions' },
    'DELETE /api/v1/sessions/{id}': { id: 'endSession', asked: { params: { id: ids.session } } },
    'DELETE /api/v1/sessions': { id: 'endOtherSessions' },
    'GET /api/v1/passkeys': { id: 'listPasskeys' },
    'POST /api/v1/passkeys/options': { id: 'getNewPasskeyChallenge' },
    'POST /api/v1/passkeys': {
      id: 'addPasskey',
      asked: {
        body: {
          name: 'The laptop',
          credential: { ...credential, response: { clientDataJSON, attestationObject: 'o2NmbXRkbm9uZQ' } },
        },
      },
      refuses: ['bad_request', 'conflict'],
    },
    'PATCH /api/v1/passkeys/{id}': { id: 'renamePasskey', asked: { params: { id: key }, body: { name: 'The phone' } } },
    'DELETE /api/v1/passkeys/{id}': { id: 'removePasskey', asked: { params: { id: key } } },
  },
}
