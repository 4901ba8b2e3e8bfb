// Phone numbers in the one form every other system understands.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** E.164 (`+33612345678`) read as dialled from `country` (ISO 3166 alpha-2), or the number as typed when it cannot be told. */
export function toE164(typed: string, country: string): string {
  const number = parsePhoneNumberFromString(typed, { defaultCountry: country as 'FR', extract: false })
  return number?.isPossible() ? number.number : typed
}
