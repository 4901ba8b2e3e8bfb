// What the numbers of a form's questions say, and what their owner can do about it. Pure: words are put to it elsewhere.
import type { FieldErrorCode } from '../../../contract/errors.ts'
import type { Breakdown } from '../../../contract/insight.ts'
import type { AskedField, FieldsNumbers } from '../../../contract/insight-fields.ts'

/** From so many people on, shares are told and advice is given. */
export const enough = 30
/** What stops fewer, or a smaller share, is not worth changing a form for. */
const fewest = 5
const smallest = 0.1
const most = 4

export type Advice =
  | 'optional'
  | 'required'
  | 'email'
  | 'long'
  | 'step'
  | 'first'
  | 'consents'
  | 'missing'
  | 'example'
  | 'domain'
  | 'length'
  | 'range'
  | 'choice'

export type Finding = { advice: Advice } & (
  | { about: 'left'; field: AskedField; n: number; share: number }
  | { about: 'step' | 'first' | 'consents'; place: number; n: number; share: number }
  | { about: 'errors'; field: AskedField; n: number; code: FieldErrorCode }
)

/** The weightiest first; none while too few have begun. */
export function findingsOf({ began, steps, consents }: FieldsNumbers): Finding[] {
  if (began < enough) return []
  const fields = steps.flatMap((step) => step.fields)
  const stops: (Finding & { share: number })[] = [
    ...fields.map((field) => ({
      about: 'left' as const,
      field,
      n: field.left,
      share: field.left / began,
      advice: adviceOn(field),
    })),
    ...steps.map(({ place, left }) => {
      const about = place === 1 ? ('first' as const) : ('step' as const)
      return { about, place, n: left, share: left / began, advice: about }
    }),
    { about: 'consents', place: 0, n: consents, share: consents / began, advice: 'consents' },
  ]
  const wrong = fields.flatMap((field): Finding[] => {
    const [worst] = field.errors
    const n = field.errors.reduce((sum, { times }) => sum + times, 0)
    if (!worst || n < fewest || n < began * smallest) return []
    return [{ about: 'errors', field, n, code: worst.code, advice: adviceOnError[worst.code] }]
  })
  return [
    ...stops.filter(({ n, share }) => n >= fewest && share >= smallest).sort((a, b) => b.n - a.n),
    ...wrong.sort((a, b) => b.n - a.n),
  ].slice(0, most)
}

/** Rates of phones and computers, where phones do so much worse that it is hardly chance. */
export function phoneGapOf(rows: Breakdown['rows']): { phone: number; desktop: number } | undefined {
  const [phone, desktop] = ['phone', 'desktop'].map((device) => rows.find(({ name }) => name === device))
  if (!phone?.views || !desktop?.views || phone.conversion === null || desktop.conversion === null) return undefined
  const [views, sent] = [phone.views + desktop.views, phone.submissions + desktop.submissions]
  const spread = Math.sqrt((sent / views) * (1 - sent / views) * (1 / phone.views + 1 / desktop.views))
  // Three times what chance would make of it, and enough of a difference to do something about.
  const isSure = desktop.conversion - phone.conversion > 3 * spread
  const isLarge = phone.conversion < 0.7 * desktop.conversion
  return isSure && isLarge && Math.min(phone.views, desktop.views) >= enough
    ? { phone: phone.conversion, desktop: desktop.conversion }
    : undefined
}

function adviceOn({ kind, required }: AskedField): Advice {
  if (kind === 'email') return 'email'
  if (kind === 'long_text') return 'long'
  return required ? 'required' : 'optional'
}

const adviceOnError: Record<FieldErrorCode, Advice> = {
  required: 'missing',
  wrong_type: 'example',
  unknown_field: 'example',
  too_long: 'length',
  too_short: 'length',
  too_small: 'range',
  too_large: 'range',
  too_early: 'range',
  too_late: 'range',
  bad_email: 'example',
  business_email_only: 'domain',
  email_domain_refused: 'domain',
  bad_phone: 'example',
  bad_url: 'example',
  bad_number: 'example',
  bad_date: 'example',
  not_an_option: 'choice',
  too_many: 'choice',
}
