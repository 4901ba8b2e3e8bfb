// Where those stopped who began and did not send, put beside the questions as they are asked now. Pure; the rows come from fields.ts.
import type { FieldErrorCode } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { FieldsNumbers } from '../../contract/insight-fields.ts'
import { atConsents } from '../../contract/insight-names.ts'
import { type Mark, readMark } from './mark.ts'

/** `part`: `within` the days that were asked about, or `before` them. */
export type MarkSum = { part: string; key: string; n: number }
type Begun = { began: number; sent: number }
/** What is asked about alone, where anything is. */
type Only = { source?: string; device?: string; variant?: string }

const isMeant = (mark: Mark, { source, device, variant }: Only) =>
  (!source || mark.source === source) && (!device || mark.device === device) && (!variant || mark.variant === variant)

/** Question → how many stopped there, those who came back taken off again. */
function stopped(marks: MarkSum[], wanted: string, only: Only): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { part, key, n } of marks) {
    const mark = readMark(key)
    if (part !== wanted || mark.what === 'wrong' || !isMeant(mark, only)) continue
    sums.set(mark.field, (sums.get(mark.field) ?? 0) + (mark.what === 'left' ? n : -n))
  }
  // Who leaves as a day ends comes back on the next.
  return new Map([...sums].filter(([, n]) => n > 0))
}

function refused(marks: MarkSum[], only: Only): Map<string, Map<FieldErrorCode, number>> {
  const sums = new Map<string, Map<FieldErrorCode, number>>()
  for (const { part, key, n } of marks) {
    const mark = readMark(key)
    if (part !== 'within' || mark.what !== 'wrong' || !isMeant(mark, only)) continue
    const codes = sums.get(mark.field) ?? new Map<FieldErrorCode, number>()
    // What was counted without its code is told as wrong all the same.
    const code = mark.code === '-' ? 'wrong_type' : mark.code
    codes.set(code, (codes.get(code) ?? 0) + n)
    sums.set(mark.field, codes)
  }
  return sums
}

type Form = Pick<PublishedForm, 'slug' | 'name' | 'defaultLanguage' | 'version' | 'steps'>

/** All that is told of the questions of one form. */
export function fieldsOf(form: Form, now: Begun, before: Begun, marks: MarkSum[], only: Only = {}): FieldsNumbers {
  const left = stopped(marks, 'within', only)
  const leftBefore = stopped(marks, 'before', only)
  const errors = refused(marks, only)
  const steps = form.steps.map(({ title, fields }, i) => ({
    place: i + 1,
    title: title ?? null,
    fields: fields.filter(({ kind }) => kind !== 'hidden'),
  }))
  const order = [...steps.flatMap(({ place, fields }) => [String(place), ...fields.map(({ key }) => key)]), atConsents]
  const at = (place: string) => left.get(place) ?? 0
  const reached = new Map<string, number>()
  let further = now.sent
  for (const place of order.toReversed()) {
    further += at(place)
    reached.set(place, further)
  }
  const told = sum(left.values())
  const began = Math.max(now.began, now.sent + told)
  const placed = new Set(order)
  const unplaced = <T>(of: Map<string, T>) => [...of].filter(([place]) => !placed.has(place)).map(([, value]) => value)
  return {
    form: { slug: form.slug, name: form.name, language: form.defaultLanguage, version: form.version },
    began,
    sent: now.sent,
    before: { began: Math.max(before.began, before.sent + sum(leftBefore.values())), sent: before.sent },
    unknown: began - now.sent - told,
    steps: steps.map(({ place, title, fields }) => ({
      place,
      title,
      reached: reached.get(String(place))!,
      left: at(String(place)),
      fields: fields.map(({ key, label, kind, required }) => ({
        key,
        label,
        kind,
        required,
        reached: reached.get(key)!,
        left: at(key),
        leftBefore: leftBefore.get(key) ?? 0,
        errors: [...(errors.get(key) ?? [])]
          .map(([code, times]) => ({ code, times }))
          .sort((a, b) => b.times - a.times),
      })),
    })),
    consents: at(atConsents),
    others: { left: sum(unplaced(left)), errors: sum(unplaced(errors).flatMap((codes) => [...codes.values()])) },
  }
}

function sum(all: Iterable<number>): number {
  let n = 0
  for (const one of all) n += one
  return n
}
