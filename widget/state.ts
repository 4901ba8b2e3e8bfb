// What the form knows at each moment, and how each thing that happens changes it. Pure: the screen follows from it.
import { readAnswers } from '../contract/rules.ts'
import type { ShownField, ShownForm } from '../contract/shown.ts'
import type { Accepted } from '../contract/submission.ts'
import { whole } from '../contract/whole.ts'
import type { Failure } from './api.ts'
import { suggestAddress } from './typo.ts'

/** What the controls hold, before it is brought into shape. */
export type Raw = Record<string, string | string[] | boolean | undefined>

export type State = {
  /** The fields that are asked. */
  fields: Field[]
  /** Place in the form of the step that is on screen. */
  place: number
  raw: Raw
  consents: Record<string, boolean>
  /** Field key → error code. */
  errors: Record<string, string>
  /** Errors are shown beside fields only once sending was tried. */
  tried: boolean
  suggestion?: string
  failure?: { why: Failure; waitSeconds?: number }
  /** `closed`: the offer had ended before anything was asked. */
  phase: 'asking' | 'sending' | 'done' | 'closed'
  /** Sending takes so long that it has to be said. */
  slow?: boolean
  accepted?: Accepted
}

type Field = Parameters<typeof readAnswers>[0][number]

export type Event =
  | { type: 'typed'; raw: Raw; consents: Record<string, boolean> }
  | { type: 'restored'; raw: Raw; place: number }
  | { type: 'left'; key: string }
  // What is so from now on.
  | ({ type?: undefined } & Partial<State>)

/** The form before anyone touched it: its defaults, what the page fills in, and what its address tells hidden fields. */
export function begin(form: ShownForm, prefill: Record<string, string>, query: URLSearchParams): State {
  const fields = form.steps.flatMap((step) => step.fields)
  const raw: Raw = {}
  if (whole) for (const field of fields) raw[field.key] = startOf(field, query)
  Object.assign(raw, given(form, prefill))
  return {
    // Rules read neither label nor help nor the words of options, which are all that differs from the definition.
    fields: fields as unknown as Field[],
    place: 0,
    raw,
    consents: Object.fromEntries(form.consents.map(({ purpose }) => [purpose, false])),
    errors: {},
    tried: false,
    phase: whole && hasEnded(form) ? 'closed' : 'asking',
  }
}

const hasEnded = ({ closes }: ShownForm) => Boolean(closes?.at && Date.parse(closes.at) <= Date.now())

/** What the page fills in, for the fields that there are. */
export function given(form: ShownForm, values: Record<string, string>): Raw {
  const raw: Raw = {}
  for (const { key, kind } of form.steps.flatMap((step) => step.fields))
    if (Object.hasOwn(values, key)) raw[key] = whole && kind === 'several' ? values[key]?.split(',') : values[key]
  return raw
}

function startOf(field: ShownField, query: URLSearchParams): string | undefined {
  if (field.kind === 'hidden') return (field.fromQuery && query.get(field.fromQuery)) || field.value
  return 'default' in field ? field.default : undefined
}

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case 'typed': {
      const raw = { ...state.raw, ...event.raw }
      // A complaint goes as soon as it is answered; a new one waits until the field is left.
      const wrong = readAnswers(state.fields, raw).errors
      const errors = Object.fromEntries(Object.entries(wrong).filter(([key]) => state.errors[key]))
      return { ...state, raw, errors, consents: { ...state.consents, ...event.consents }, suggestion: undefined }
    }
    case 'restored': {
      // What no control shows came with the page's address, and is the page's.
      const raw = { ...state.raw }
      for (const { key, kind } of state.fields)
        if (kind !== 'hidden' && Object.hasOwn(event.raw, key)) raw[key] = event.raw[key]
      return { ...state, raw, place: event.place }
    }
    case 'left': {
      const { key } = event
      const found = state.tried && readAnswers(state.fields, state.raw).errors[key]
      const isEmail = state.fields.some((field) => field.key === key && field.kind === 'email')
      return {
        ...state,
        errors: found ? { ...state.errors, [key]: found } : state.errors,
        suggestion: isEmail ? suggestAddress(String(state.raw[key])) : state.suggestion,
      }
    }
    default:
      return { ...state, ...event }
  }
}
