// Variants of a form, tried against each other.
import { form } from '../samples.ts'
import type { Tag, Told } from '../told.ts'
import { draft } from './forms.ts'

const one = { params: { slug: form, number: 1 } }
const variant = { params: { slug: form, number: 1, letter: 'b' } }
const refuses: Told['refuses'] = ['form_unknown']
const changing: Told['refuses'] = ['form_unknown', 'conflict']

export const experiments: Tag = {
  name: 'Experiments',
  about:
    'Two to four variants of a form, shown to visitors by chance, and what may be believed of the difference. `a` is the form as it is.',
  operations: {
    'GET /api/v1/forms/{slug}/experiments': {
      id: 'listExperiments',
      about: '`next` goes into `before`; `null` after the first one.',
      asked: { params: { slug: form }, query: { limit: 20 } },
      refuses,
    },
    'POST /api/v1/forms/{slug}/experiments': {
      id: 'beginExperiment',
      asked: { params: { slug: form }, body: { name: 'A shorter title', lift: 20 } },
      refuses: changing,
    },
    'GET /api/v1/forms/{slug}/experiments/{number}': { id: 'getExperiment', asked: one, refuses },
    'PATCH /api/v1/forms/{slug}/experiments/{number}': {
      id: 'changeExperiment',
      asked: { ...one, body: { name: 'A plainer title' } },
      refuses: changing,
    },
    'DELETE /api/v1/forms/{slug}/experiments/{number}': { id: 'deleteExperiment', asked: one, refuses: changing },
    'POST /api/v1/forms/{slug}/experiments/{number}/variants': { id: 'addVariant', asked: one, refuses: changing },
    'GET /api/v1/forms/{slug}/experiments/{number}/variants/{letter}': { id: 'getVariant', asked: variant, refuses },
    'PUT /api/v1/forms/{slug}/experiments/{number}/variants/{letter}': {
      id: 'saveVariant',
      asked: {
        ...variant,
        body: {
          steps: draft.steps,
          consents: draft.consents,
          texts: { title: { fr: 'Le guide en dix pages', en: 'The guide in ten pages' } },
          theme: {},
        },
      },
      refuses: changing,
    },
    'DELETE /api/v1/forms/{slug}/experiments/{number}/variants/{letter}': {
      id: 'removeVariant',
      asked: variant,
      refuses: changing,
    },
    'POST /api/v1/forms/{slug}/experiments/{number}/start': {
      id: 'startExperiment',
      asked: one,
      refuses: [...changing, 'not_publishable', 'invalid'],
    },
    'POST /api/v1/forms/{slug}/experiments/{number}/stop': {
      id: 'stopExperiment',
      asked: { ...one, body: { winner: 'b' } },
      refuses: [...changing, 'not_publishable'],
    },
  },
}
