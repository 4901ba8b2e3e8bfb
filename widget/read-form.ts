// What the controls on screen hold. Fields that are not shown keep what they had.
import type { ShownForm } from '../contract/shown.ts'
import { whole } from '../contract/whole.ts'
import type { Raw, State } from './state.ts'

/** Name of a consent's box: the hyphen keeps it apart from every field key. */
export const consentName = (purpose: string) => `consent-${purpose}`

export function readForm(element: HTMLFormElement, fields: State['fields'], consents: ShownForm['consents']) {
  const data = new FormData(element)
  const raw: Raw = {}
  for (const { key, kind } of fields) {
    if (!element.elements.namedItem(key)) continue
    raw[key] = whole && kind === 'several' ? data.getAll(key).map(String) : (data.get(key)?.toString() ?? undefined)
  }
  return { raw, consents: Object.fromEntries(consents.map(({ purpose }) => [purpose, data.has(consentName(purpose))])) }
}
