// Which questions are on screen: one step at a time, and of the steps only those that have something to ask.
import { isShown, readAnswers } from '../contract/rules.ts'
import type { ShownField, ShownForm } from '../contract/shown.ts'
import type { State } from './state.ts'

export type Step = ShownForm['steps'][number] & {
  /** Its place in the form. */
  place: number
  /** The questions of it that the answers so far call for. */
  asked: ShownField[]
}

/** The steps the visitor goes through, and which of them is on screen. */
export function stepsOf(form: ShownForm, { fields, raw, place }: Pick<State, 'fields' | 'raw' | 'place'>) {
  const { answers } = readAnswers(fields, raw)
  const steps: Step[] = form.steps
    .map((step, place) => ({
      ...step,
      place,
      asked: step.fields.filter(
        (field) => field.kind !== 'hidden' && fields.includes(field as never) && isShown(field, answers),
      ),
    }))
    .filter((step) => step.asked.length)
  const here = steps.findIndex((step) => step.place >= place)
  return { steps, here: here < 0 ? steps.length - 1 : here }
}
