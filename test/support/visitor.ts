// A visitor for tests: asks for a ticket, works for it, and sends a form, as a browser would.
import { createHash } from 'node:crypto'
import type { FormInput } from '../../contract/form.ts'
import type { Accepted, SubmissionInput, Ticket } from '../../contract/submission.ts'

/** A small believable form; pass what your test is about. */
export const aForm = (over: Partial<FormInput> = {}): FormInput => ({
  name: 'Guide',
  defaultLanguage: 'fr',
  steps: [
    {
      id: 'you',
      fields: [
        { kind: 'email', key: 'email', label: { fr: 'Adresse e-mail', en: 'Email' }, required: true },
        { kind: 'name', key: 'given', part: 'given', label: { fr: 'Prénom', en: 'First name' } },
        { kind: 'name', key: 'family', part: 'family', label: { fr: 'Nom', en: 'Last name' } },
        { kind: 'company', key: 'company', label: { fr: 'Société', en: 'Company' } },
        {
          kind: 'choice',
          key: 'size',
          label: { fr: 'Effectif', en: 'Team size' },
          options: [
            { value: '1-9', label: { fr: '1 à 9', en: '1 to 9' } },
            { value: '10-49', label: { fr: '10 à 49', en: '10 to 49' } },
          ],
        },
      ],
    },
  ],
  consents: [
    {
      purpose: 'newsletter',
      basis: 'consent',
      label: { fr: 'Recevoir la lettre', en: 'Get the newsletter' },
      detail: { fr: 'Une par mois.', en: 'Once a month.' },
    },
    { purpose: 'phone', basis: 'consent', label: { fr: 'Être appelé', en: 'Be called' } },
  ],
  texts: { title: { fr: 'Le guide', en: 'The guide' } },
  ...over,
})

let people = 0

/** Somebody nobody has heard of yet. */
export const aPerson = () => `camille.${Date.now().toString(36)}.${++people}@example.fr`

/** The body of a submission to `aForm()`; its ticket and proof are still to come. */
export const aSubmission = (over: Partial<SubmissionInput> = {}): SubmissionInput => ({
  ticket: '',
  version: 1,
  language: 'fr',
  answers: { email: aPerson(), given: 'Camille', family: 'Martin', company: 'Atelier Sud', size: '1-9' },
  consents: { newsletter: true, phone: false },
  ...over,
})

/** Does the work a ticket asks for, the simple way. */
export function prove({ challenge }: Ticket): string {
  const { algorithm, challenge: wanted, maxnumber, salt, signature } = challenge
  for (let number = 0; number <= maxnumber; number++) {
    const hex = createHash('sha256')
      .update(salt + number)
      .digest('hex')
    if (hex === wanted) return btoa(JSON.stringify({ algorithm, challenge: wanted, number, salt, signature }))
  }
  throw new Error('the challenge has no solution')
}

/** The visitor's own link to the file or page they came for. */
export function linkOf({ magnet }: Accepted): string {
  if (!magnet || !('href' in magnet)) throw new Error('there is no link')
  return magnet.href
}
