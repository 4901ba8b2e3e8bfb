// What a visitor's browser asks for.
import { form } from '../samples.ts'
import type { Tag } from '../told.ts'

const visitor = { params: { form } }

export const visitors: Tag = {
  name: 'Visitors',
  about:
    'The tag, a ticket, and the one thing a visitor sends. Open to any page: no cookie is read, and answers may be read by any origin.',
  operations: {
    'GET /e/{form}.js': {
      id: 'getTag',
      about:
        'What a page loads by `<script async src="…/e/guide-rgpd.js">`. An unknown form is answered with a script that says so in the console: a script answered 404 would never run.',
      asked: visitor,
    },
    'GET /e/{form}.json': { id: 'getWaitingSettings', asked: visitor, refuses: ['form_unknown'] },
    'GET /e/{form}.{language}.json': {
      id: 'getFormInLanguage',
      asked: { params: { form, language: 'en' } },
      refuses: ['form_unknown'],
    },
    'GET /w/{hash}.js': {
      id: 'getWidget',
      about: 'May be kept for ever. Under an earlier name today’s is answered, and kept by nobody.',
    },
    'GET /w/sha256.js': { id: 'getSha256' },
    'GET /w/turnstile.js': { id: 'getTurnstile' },
    'GET /f/{form}/ticket': {
      id: 'getTicket',
      about:
        'Good for two hours. Its id becomes the submission’s: sent twice, a form is stored once. `from`: where the visitor came from, counted with the start.',
      asked: { params: { form }, query: { from: 'newsletter' } },
      refuses: ['form_unknown', 'form_closed', 'origin_refused', 'rate_limited'],
    },
    'GET /f/{form}/known': {
      id: 'getKnownFields',
      about: 'Keys of fields only, for whoever holds a signed link of theirs; never what they said.',
      asked: { params: { form }, query: { token: 'nobody' } },
      refuses: ['form_unknown', 'rate_limited'],
    },
    'POST /f/{form}/submissions': {
      id: 'sendForm',
      about:
        'Success is only said once it is stored. Sent again under the same ticket, it is answered the same and stored once. A plain HTML form may post here too; without its proof of work it is held until somebody has looked.',
      asked: {
        params: { form },
        body: {
          ticket: 'ticket.2Zk8fJ.1766428800.AZfnokwde1KaMF8eLTxLAQ.q5Xc1m0yq3mZ2W8v7RkJ1A',
          proof: 'eyJhbGdvcml0aG0iOiJTSEEtMjU2IiwibnVtYmVyIjoxNzI4fQ==',
          version: 1,
          language: 'fr',
          answers: { email: 'camille.martin@example.fr', given: 'Camille', family: 'Martin', company: 'Atelier Sud' },
          consents: { newsletter: true, phone: false },
          source: { page: 'https://example.fr/blog/rgpd', campaign: { utm_source: 'newsletter' } },
        },
      },
      refuses: [
        'bad_request',
        'bad_json',
        'too_large',
        'wrong_content_type',
        'ticket_forged',
        'ticket_expired',
        'proof_missing',
        'proof_wrong',
        'form_unknown',
        'form_closed',
        'origin_refused',
        'invalid',
        'rate_limited',
        'unavailable',
      ],
    },
    'GET /f/{form}': { id: 'getHostedPage', asked: visitor },
    'GET /f/{form}/submissions': { id: 'getHostedPageAgain', asked: visitor },
    'GET /f/{form}/qr.svg': { id: 'getQrCode', asked: visitor, refuses: ['form_unknown'] },
    'POST /b': {
      id: 'sendBeacon',
      about:
        'As `navigator.sendBeacon` sends a string: parts with commas between. What cannot count is let go in silence.',
      asked: { body: 'guide-rgpd,view,newsletter' },
      refuses: ['bad_request', 'too_large'],
    },
  },
}
