// English: what is wrong with what stands in a field.
import type { refused as fr } from '../fr/refused.ts'
import type { Same } from '../fr.ts'

export const refused: Same<typeof fr> = {
  'refused.required': 'This is needed.',
  'refused.too_long': 'This is too long.',
  'refused.too_short': 'This is too short.',
  'refused.too_small': 'This number is too small.',
  'refused.too_large': 'This number is too large.',
  'refused.too_many': 'There are too many.',
  'refused.bad_email': 'This is not an email address.',
  'refused.wrong_format': 'It is not written like this.',
  'refused.not_an_https_address': 'A whole address, beginning with https://.',
  'refused.not_an_origin': 'Only the beginning of the address, like https://example.com: nothing after it.',
  'refused.address_not_public': 'This address cannot be reached from the Internet.',
  'refused.port_refused': 'Without a port number.',
  'refused.credentials_refused': 'Without a user name or password.',
  'refused.taken': 'This is taken already.',
  'refused.unknown_placeholder': 'In braces, only {magnet} and {site} are filled in.',
  'refused.missing_default_language': 'The words in the form’s own language are missing.',
  'refused.not_an_option': 'This is not possible here.',
  'refused.other': 'This does not fit.',
  'refused.seeAbove': 'Not saved yet: see what is marked above.',
}
