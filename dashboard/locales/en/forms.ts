// English: forms.

import type { forms as french } from '../fr/forms.ts'
import type { Same } from '../fr.ts'

export const forms: Same<typeof french> = {
  'forms.title': 'Forms',
  'forms.empty': 'No form yet',
  'forms.version': 'Published, version {n}',
  'forms.draft': 'Draft, never published',
  'forms.taken': 'Places taken: {taken} of {most}.',
  'forms.draftHelp': 'Once published, it has a tag, an address and a QR code.',
  'forms.tag': 'On a page of your site',
  'forms.tagHelp': 'The form appears where the tag is pasted. Without JavaScript, a link leads to its address.',
  'forms.address': 'At an address of its own',
  'forms.addressHelp': 'For an e-mail, a social network or a signature: no site is needed.',
  'forms.open': 'Open the page',
  'forms.codeAlt': 'QR code that leads to “{name}”',
  'forms.codeSave': 'Save the QR code (SVG)',
}
