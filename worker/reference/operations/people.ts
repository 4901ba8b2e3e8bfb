// What a person opens from a mail or from the success screen, without signing in.
import type { Tag } from '../told.ts'

export const people: Tag = {
  name: 'People',
  about:
    'A person’s own signed links: their magnet, their confirmation, their rights, the way out of a mail. Opening one changes nothing, since mail scanners open every link; whatever changes something is a POST. Pages are answered in the person’s language, refusals too.',
  operations: {
    'GET /d/{token}': {
      id: 'download',
      about: 'Ranges are answered. Counted once, when it begins.',
      refuses: ['not_found', 'link_expired', 'range_refused', 'unavailable'],
    },
    'POST /d/{token}/again': { id: 'renewDownload', refuses: ['not_found', 'rate_limited'] },
    'GET /c/{token}': { id: 'getConfirmation', refuses: ['not_found', 'link_expired'] },
    'POST /c/{token}': { id: 'confirm', refuses: ['not_found', 'link_expired', 'rate_limited'] },
    'POST /c/{token}/not-me': { id: 'sayNotMe', refuses: ['not_found', 'rate_limited'] },
    'POST /c/{token}/again': { id: 'renewConfirmation', refuses: ['not_found', 'rate_limited'] },
    'GET /r': { id: 'getRightsDoor' },
    'POST /r': {
      id: 'askForRightsLink',
      asked: { body: 'email=camille.martin%40example.fr' },
      refuses: ['rate_limited', 'too_large'],
    },
    'GET /r/{token}': { id: 'getRights', refuses: ['not_found', 'link_expired'] },
    'GET /r/{token}/data.json': { id: 'getOwnData', refuses: ['not_found', 'link_expired'] },
    'POST /r/{token}/withdraw': {
      id: 'withdraw',
      asked: { body: 'purpose=newsletter' },
      refuses: ['not_found', 'link_expired', 'rate_limited'],
    },
    'POST /r/{token}/object': { id: 'objectToAll', refuses: ['not_found', 'link_expired', 'rate_limited'] },
    'POST /r/{token}/correct': {
      id: 'correct',
      asked: { body: 'company=Atelier+Nord' },
      refuses: ['not_found', 'link_expired', 'rate_limited'],
    },
    'GET /r/{token}/keep': { id: 'getKeepQuestion', refuses: ['not_found', 'link_expired'] },
    'POST /r/{token}/keep': { id: 'stay', refuses: ['not_found', 'link_expired', 'rate_limited'] },
    'POST /r/{token}/link': { id: 'askForOwnLink', refuses: ['not_found', 'link_expired', 'rate_limited'] },
    'POST /r/{token}/erase': {
      id: 'eraseMyself',
      asked: { body: 'sure=yes' },
      refuses: ['not_found', 'link_expired', 'rate_limited'],
    },
    'GET /u/{token}': { id: 'getUnsubscribe', refuses: ['not_found'] },
    'POST /u/{token}': {
      id: 'unsubscribe',
      about:
        'What a mail program posts, `List-Unsubscribe=One-Click`, is answered at once, without cookies or a redirect.',
      refuses: ['not_found'],
    },
  },
}
