// Conditions that all have to hold, each a line: about what, compared how, with what.
import { useId, useState } from 'preact/hooks'
import type { Condition } from '../../../contract/condition.ts'
import { t } from '../../locale.ts'
import { begun, comparing, comparisons, isCondition, replaced, without } from './edits.ts'
import type { Option, Subject, Subjects } from './subjects.ts'

type Props = {
  when: Condition[]
  subjects: Subjects
  /** The fewest there may be. */
  least: 0 | 1
  readOnly: boolean
  change: (when: Condition[]) => void
}

export const Conditions = ({ when, subjects, least, readOnly, change }: Props) => (
  <>
    {when.map((condition, n) => (
      <div class="c-line" key={n}>
        <span class="c-word">{t(n === 0 ? 'criteria.if' : 'criteria.and')}</span>
        <div class="c-controls">
          <OneCondition
            condition={condition}
            subjects={subjects}
            readOnly={readOnly}
            change={(one) => change(replaced(when, n, one))}
          />
        </div>
        {!readOnly && when.length > least && (
          <button
            type="button"
            class="plain c-remove"
            aria-label={t('criteria.removeCondition')}
            title={t('criteria.removeCondition')}
            onClick={() => change(without(when, n))}
          >
            ×
          </button>
        )}
      </div>
    ))}
    {!readOnly && when.length < 5 && (
      <button
        type="button"
        class="plain c-more"
        onClick={() => change([...when, begun(subjects.questions[0] ?? subjects.known[0])])}
      >
        {t(when.length ? 'criteria.addCondition' : 'criteria.addWhen')}
      </button>
    )}
  </>
)

type OneProps = { condition: Condition; subjects: Subjects; readOnly: boolean; change: (condition: Condition) => void }

function OneCondition({ condition, subjects, readOnly, change }: OneProps) {
  const { questions, known } = subjects
  const subject = [...questions, ...known].find(({ about }) => about === condition.about)
  const kind = subject?.kind ?? 'text'
  const ways: readonly Condition['is'][] = comparisons[kind]
  const choose = (about: string) => {
    const next = [...questions, ...known].find((each) => each.about === about)
    if (next) change(begun(next))
  }
  return (
    <>
      <select
        aria-label={t('criteria.about')}
        disabled={readOnly}
        value={condition.about}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {!subject && <option value={condition.about}>{t('criteria.gone', { key: condition.about })}</option>}
        {questions.length > 0 && <Group label={t('criteria.questions')} subjects={questions} />}
        <Group label={t('criteria.known')} subjects={known} />
      </select>
      <select
        aria-label={t('criteria.how')}
        disabled={readOnly}
        value={condition.is}
        onChange={(event) =>
          change(comparing(condition.about, event.currentTarget.value as Condition['is'], condition))
        }
      >
        {(ways.includes(condition.is) ? ways : [condition.is, ...ways]).map((is) => (
          <option key={is} value={is}>
            {t(`criteria.is.${is}`)}
          </option>
        ))}
      </select>
      {'values' in condition && kind === 'choice' && (
        <Choices
          options={subject?.options ?? []}
          chosen={condition.values}
          readOnly={readOnly}
          change={(values) => change({ ...condition, values })}
        />
      )}
      {'values' in condition && kind !== 'choice' && (
        <Listed
          values={condition.values}
          help={subject?.help}
          readOnly={readOnly}
          change={(values) => change({ ...condition, values })}
        />
      )}
      {'value' in condition && (
        <input
          type="number"
          step="any"
          aria-label={t('criteria.value')}
          aria-invalid={!isCondition(condition)}
          readOnly={readOnly}
          value={Number.isFinite(condition.value) ? condition.value : ''}
          onInput={(event) => change({ ...condition, value: event.currentTarget.valueAsNumber })}
        />
      )}
    </>
  )
}

const Group = ({ label, subjects }: { label: string; subjects: Subject[] }) => (
  <optgroup label={label}>
    {subjects.map(({ about, label }) => (
      <option key={about} value={about}>
        {label}
      </option>
    ))}
  </optgroup>
)

type ChoicesProps = { options: Option[]; chosen: string[]; readOnly: boolean; change: (chosen: string[]) => void }

/** What a question no longer offers stays visible while a rule names it. */
function Choices({ options, chosen, readOnly, change }: ChoicesProps) {
  const gone = chosen.filter((value) => !options.some((option) => option.value === value))
  const all = [...options, ...gone.map((value) => ({ value, label: value }))]
  return (
    <fieldset class={chosen.length ? 'c-choices' : 'c-choices c-open'}>
      <legend class="unseen">{t('criteria.choices')}</legend>
      {all.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={chosen.includes(value)}
            onChange={(event) =>
              change(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

type ListedProps = { values: string[]; help: string | undefined; readOnly: boolean; change: (values: string[]) => void }

const inList = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((value) => value.trim())
      .filter(Boolean),
  ),
]

function Listed({ values, help, readOnly, change }: ListedProps) {
  const id = useId()
  const [typed, setTyped] = useState(values.join(', '))
  // As typed while it means what is kept: a comma at the end means nothing yet.
  const shown = inList(typed).join() === values.join() ? typed : values.join(', ')
  return (
    <span class="c-listed">
      <input
        type="text"
        aria-label={t('criteria.values')}
        aria-describedby={id}
        aria-invalid={!values.length}
        autoComplete="off"
        readOnly={readOnly}
        maxLength={2_000}
        value={shown}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          change(inList(event.currentTarget.value))
        }}
      />
      <span id={id} class="second">
        {help ?? t('criteria.values')}
      </span>
    </span>
  )
}
