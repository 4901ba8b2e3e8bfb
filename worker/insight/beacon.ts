// The beacon: a line of text from any page, read as what it may be and nothing else.
import { beaconEvents } from '../../contract/insight.ts'
import { slug } from '../../contract/text.ts'

export type Beacon = { form: string; event: (typeof beaconEvents)[number]; source: string }

/** `guide-rgpd,view,newsletter`; `undefined` for anything else. */
export function readBeacon(text: string): Beacon | undefined {
  const [form = '', event = '', ...source] = text.split(',')
  const known = beaconEvents.find((name) => name === event)
  return known && slug.safeParse(form).success ? { form, event: known, source: source.join(',') } : undefined
}
