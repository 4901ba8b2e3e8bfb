// Composes the script of one form: the built widget around the form's own settings, in a single answer.
import type { TagSettings } from '../../contract/shown.ts'
import bundle from '../../dist/widget/inline.txt'
import { sha256 } from '../lib/crypto.ts'
import { locales } from '../lib/locale.ts'

/** `GET /e/:form.js`: everything an inline form needs, in one file. */
export const composeTag = (settings: TagSettings): string => `(()=>{const AIMANT=${asScript(settings)};${bundle}})()`

/** For a form nobody published. A script that answers 404 is never run, so the warning is a script of its own. */
export const unknownTag = (slug: string): string =>
  `console.warn(${asScript(`[aimant] No form "${slug}" is published here, so nothing is drawn.`)})`

// `<` could end a script element this text is ever pasted into; the two separators end a line in old parsers.
const asScript = (value: unknown): string =>
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

let version: Promise<string> | undefined

/** Names what the composed scripts share, widget and words: changes with each of their releases. */
export function tagVersion(): Promise<string> {
  version ??= sha256(bundle + JSON.stringify(locales)).then((hash) => hash.slice(0, 12))
  return version
}
