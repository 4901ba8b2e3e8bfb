// The form as the server draws it: the widget's own parts in an ordinary form, complete without JavaScript.
// Where JavaScript runs, the widget draws the same over it and takes what was typed along (widget/inline.tsx).
import type { ComponentChildren } from 'preact'
import { isShown, readAnswers } from '../../../contract/rules.ts'
import type { ShownField, ShownForm } from '../../../contract/shown.ts'
import { Consent } from '../../../widget/consent.tsx'
import { Field } from '../../../widget/field.tsx'
import { say } from '../../../widget/i18n.ts'
import type { Raw, State } from '../../../widget/state.ts'
import { wordsIn } from '../../lib/locale.ts'
import { hostedWords } from './words.ts'

export type Filled = Pick<State, 'raw' | 'consents' | 'errors'> & {
  /** Why it was not taken, where that is no single field's fault. */
  failure?: string
}

type Props = {
  form: ShownForm
  filled: Filled
  /** Whether the widget is on its way, to draw the same over it. */
  isAwaited: boolean
  /** Names without the underscore they are posted with. */
  hidden: Record<'ticket' | 'page' | 'referrer', string> & { known?: string }
}

export function PlainForm({ form, filled, isAwaited, hidden }: Props) {
  const { slug, version, language, texts, controller } = form
  const words = wordsIn(language)
  return (
    <section class="card" aria-labelledby="title">
      <div>
        <h2 id="title">{texts.title}</h2>
        {texts.intro && <p class="intro">{texts.intro}</p>}
        <Complaint {...{ form, filled, words }} />
        <form method="post" action={`/f/${slug}/submissions`} noValidate>
          {form.steps.map((step, i) => (
            <Later key={step.id} if={isAwaited && i > 0}>
              <div class="step">
                {form.steps.length > 1 && (
                  <h3>
                    <span class="help">{say(words, 'step', { step: i + 1, steps: form.steps.length })}</span>{' '}
                    {step.title}
                  </h3>
                )}
                {step.fields.map((field) => (
                  <Question key={field.key} {...{ form, field, filled, words, isAwaited }} />
                ))}
              </div>
            </Later>
          ))}
          <Later if={isAwaited && form.steps.length > 1}>
            {form.consents.map((consent) => (
              <Consent key={consent.purpose} {...consent} ticked={filled.consents[consent.purpose] ?? false} />
            ))}
            <p class="notice">
              {texts.notice} {say(words, 'controller', controller)}{' '}
              <a href={controller.privacyPolicy} target="_blank" rel="noopener">
                {words.privacy}
              </a>
            </p>
          </Later>
          <p class="trap" aria-hidden="true">
            <label>
              {words.leave_empty}
              <input name="website_url" tabIndex={-1} autocomplete="off" />
            </label>
          </p>
          {Object.entries({ ...hidden, version, language }).map(([name, value]) => (
            <input key={name} type="hidden" name={`_${name}`} value={value} />
          ))}
          <button type="submit" class="main">
            {texts.submit ?? words.submit}
          </button>
        </form>
      </div>
    </section>
  )
}

type QuestionProps = Pick<Props, 'form' | 'filled' | 'isAwaited'> & { field: ShownField; words: Record<string, string> }

function Question({ form, field, filled, words, isAwaited }: QuestionProps) {
  const value = filled.raw[field.key]
  if (field.kind === 'hidden') return <input type="hidden" name={field.key} value={textOf(value)} />
  const { language } = form
  const { errors } = filled
  // Its label, its help and its options are in one language here, which rules do not read.
  const isAsked = isShown(field, readAnswers(fieldsOf(form) as never, filled.raw).answers)
  // Nobody is here to watch the answers: what depends on one is asked, and says so. Answers that do not apply are dropped.
  const rule = isAwaited && isAsked ? undefined : field.showIf?.[0]
  const question = fieldsOf(form).find(({ key }) => key === rule?.field)?.label
  const depends = question && say(hostedWords(language), 'depends', { question })
  const help = [depends, field.help].filter(Boolean).join(' ') || undefined
  return (
    <Later if={isAwaited && !isAsked}>
      <Field
        {...{ words, language, value }}
        field={{ ...field, help }}
        error={errors[field.key]}
        settled
        onAccept={() => {}}
      />
    </Later>
  )
}

/** What the widget would not show yet. Should the widget fail to come, the style sheet lets it appear. */
const Later = ({ if: isLater, children }: { if: boolean; children: ComponentChildren }) =>
  isLater ? <div class="later">{children}</div> : children

/** What has to be put right, first of all and before the keyboard, each with a way to its field. */
function Complaint({ form, filled, words }: Pick<QuestionProps, 'form' | 'filled' | 'words'>) {
  const wrong = fieldsOf(form).filter(({ key }) => filled.errors[key])
  if (wrong.length)
    return (
      <div class="complaint" role="alert" tabIndex={-1} autofocus>
        <p>{say(words, 'error_summary', { count: wrong.length })}</p>
        <ul>
          {wrong.map(({ key, label }) => (
            <li key={key}>
              <a href={`#${key}`}>{label}</a>
            </li>
          ))}
        </ul>
      </div>
    )
  if (!filled.failure) return null
  return (
    <p class="complaint" role="alert" tabIndex={-1} autofocus>
      {filled.failure}
    </p>
  )
}

const fieldsOf = (form: ShownForm) => form.steps.flatMap((step) => step.fields)

const textOf = (value: Raw[string]) => (typeof value === 'string' ? value : '')
