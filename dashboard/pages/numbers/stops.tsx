// From those who began to those who sent, question by question: how many came so far, drawn and told, and how many went no further.
import type { ComponentChildren } from 'preact'
import type { AskedField, FieldsNumbers } from '../../../contract/insight-fields.ts'
import { count, list, locale, number, t } from '../../locale.ts'
import { shareInWords } from '../home/names.ts'
import { enough } from './findings.ts'
import { errorsInWords, labelOf } from './says.tsx'

export function Stops({ numbers }: { numbers: FieldsNumbers }) {
  const { began, sent, unknown, steps, consents, others, form } = numbers
  // Whoever's end nobody knows is drawn as having gone nowhere, which is why the first bar may be shorter than the one above it.
  const row = (name: ComponentChildren, key: string, reached: number, left: number | undefined, isStrong = false) => (
    <tr key={key} class={isStrong ? 'is-strong' : undefined}>
      <th scope="row">
        {name}
        <Bar reached={reached / began} left={(left ?? 0) / began} />
      </th>
      <td>{number(reached)}</td>
      <td>{left === undefined ? '' : number(left)}</td>
      <td>{left === undefined || began < enough ? '' : shareInWords(left / began)}</td>
    </tr>
  )
  return (
    <>
      <table class="stops">
        <caption class="unseen">{t('numbers.fields')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('numbers.question')}</th>
            <th scope="col">{t('numbers.reached')}</th>
            <th scope="col">{t('numbers.left')}</th>
            <th scope="col">{t('numbers.leftShare')}</th>
          </tr>
        </thead>
        <tbody>
          {row(t('numbers.begin'), 'began', began, undefined, true)}
          {steps.flatMap(({ place, title, reached, left, fields }) => [
            (place > 1 || left > 0) && row(stepName(place, title, form.language), `step ${place}`, reached, left),
            ...fields.map((field) =>
              row(<Question {...{ field }} language={form.language} />, field.key, field.reached, field.left),
            ),
          ])}
          {consents > 0 && row(t('numbers.consents'), '-consents', sent + consents, consents)}
          {row(t('numbers.sent'), 'sent', sent, undefined, true)}
        </tbody>
      </table>
      <div class="quiet numbers-notes">
        {unknown > 0 && <p>{count('numbers.unknown', unknown)}</p>}
        {others.left > 0 && <p>{count('numbers.others', others.left)}</p>}
        <p>{t('numbers.how')}</p>
      </div>
    </>
  )
}

function stepName(place: number, title: FieldsNumbers['steps'][number]['title'], language: string): string {
  if (place === 1) return t('numbers.stepFirst')
  const said = title?.[locale.value] ?? title?.[language]
  return said ? t('numbers.stepNamed', { n: place, title: said }) : t('numbers.step', { n: place })
}

function Question({ field, language }: { field: AskedField; language: string }) {
  const times = field.errors.reduce((sum, error) => sum + error.times, 0)
  return (
    <>
      {labelOf(field, language)}
      {!field.required && <span class="stops-optional"> {t('numbers.optional')}</span>}
      {times > 0 && (
        <span class="second">{count('numbers.errors', times, { list: list(errorsInWords(field.errors)) })}</span>
      )}
    </>
  )
}

// The words beside it say the same.
const Bar = ({ reached, left }: { reached: number; left: number }) => (
  <svg class="stops-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect class="flow-on" width={100 * reached} height="1" />
    <rect class="flow-now" x={100 * (reached - left)} width={100 * left} height="1" />
  </svg>
)
