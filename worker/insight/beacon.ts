// The beacon: a line of text from any page, read as what it may be and nothing else.
import { beaconEvents } from '../../contract/insight.ts'
import { slug } from '../../contract/text.ts'

export type Beacon = { form: string; source: string } & (
  | { event: 'view' }
  /** Where they stopped, and where it was said before that they had: either may be nothing. */
  | { event: 'left'; was: string; at: string }
  /** Key of a question → what was wrong there, as the sender says. */
  | { event: 'wrong'; errors: [string, string][] }
)

/** `guide-rgpd,view,newsletter`; `undefined` for anything else. */
export function readBeacon(text: string): Beacon | undefined {
  const [form = '', said = '', ...rest] = text.split(',')
  const event = beaconEvents.find((name) => name === said)
  if (!event || !slug.safeParse(form).success) return undefined
  if (event === 'view') return { form, event, source: rest.join(',') }
  if (event === 'left') {
    const [was = '', at = '', ...source] = rest
    return was === at ? undefined : { form, event, was, at, source: source.join(',') }
  }
  const [wrong = '', ...source] = rest
  const errors = [...new Map(new URLSearchParams(wrong))]
  return errors.length ? { form, event, errors, source: source.join(',') } : undefined
}
