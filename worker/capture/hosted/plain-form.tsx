// The form as the server draws it: the widget's own parts in an ordinary form, complete without JavaScript.
// Where JavaScript runs, the widget draws the same over it and takes what was typed along (widget/inline.tsx).
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
  hidden: Record<'ticket' | 'page' | 'referrer', string>
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
          {form.steps.map((step) => (
            <div class="step" key={step.id}>
              {step.title && form.steps.length > 1 && <h3>{step.title}</h3>}
              {step.fields.map((field) => (
                <Question key={field.key} {...{ form, field, filled, words, isAwaited }} />
              ))}
            </div>
          ))}
          {form.consents.map((consent) => (
            <Consent key={consent.purpose} {...consent} ticked={filled.consents[consent.purpose] ?? false} />
          ))}
          <p class="notice">
            {texts.notice} {say(words, 'controller', controller)}{' '}
            <a href={controller.privacyPolicy} target="_blank" rel="noopener">
              {words.privacy}
            </a>
          </p>
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
  // Nobody is here to watch the answers: what depends on one is asked, and says so. Answers that do not apply are dropped.
  const [rule] = field.showIf ?? []
  const question = form.steps.flatMap((step) => step.fields).find(({ key }) => key === rule?.field)?.label
  const depends = question && say(hostedWords(language), 'depends', { question })
  const help = [depends, field.help].filter(Boolean).join(' ') || undefined
  const asked = (
    <Field {...{ words, language, value }} field={{ ...field, help }} error={errors[field.key]} onAccept={() => {}} />
  )
  // The widget would not show it yet; should the widget fail to come, the style sheet lets it appear.
  return isAwaited && depends ? <div class="later">{asked}</div> : asked
}

/** What has to be put right, first of all and before the keyboard, each with a way to its field. */
function Complaint({ form, filled, words }: Pick<QuestionProps, 'form' | 'filled' | 'words'>) {
  const wrong = form.steps.flatMap((step) => step.fields).filter(({ key }) => filled.errors[key])
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

const textOf = (value: Raw[string]) => (typeof value === 'string' ? value : '')
