// The whole card, from what is known at this moment: title, questions, consents, notice, button, and the line that tells what happens.
import type { ShownForm } from '../contract/shown.ts'
import { whole } from '../contract/whole.ts'
import { Consent } from './consent.tsx'
import { Done } from './done.tsx'
import { Field } from './field.tsx'
import { say } from './i18n.ts'
import type { State } from './state.ts'
import { stepsOf } from './steps.ts'

type Handlers = {
  read: (form: HTMLFormElement) => void
  accept: (key: string, value: string) => void
  submit: (form: HTMLFormElement) => void
  back: () => void
  download: () => void
}

type Props = {
  form: ShownForm
  words: Record<string, string>
  state: State
  dark: boolean
  style: string
  /** Whether the first frame is over. */
  settled: boolean
  on: Handlers
}

export function Form({ form, words, state, dark, style, settled, on }: Props) {
  const { texts, language } = form
  const progress = stepsOf(form, state)
  return (
    <section
      class={dark ? 'card dark' : 'card'}
      lang={language}
      dir={form.direction}
      style={style}
      aria-labelledby="title"
    >
      <div>
        {state.accepted ? (
          <Done {...{ texts, words, accepted: state.accepted, onDownload: on.download }} />
        ) : (
          <>
            <h2 id="title">{texts.title}</h2>
            {whole && state.phase === 'closed' ? (
              <p class="intro">{form.closes?.text}</p>
            ) : (
              <>
                {texts.intro && !(whole && progress.here) && <p class="intro">{texts.intro}</p>}
                <Questions {...{ form, words, state, settled, on, ...progress }} />
              </>
            )}
          </>
        )}
      </div>
      <p class="status" role="status">
        {statusOf(state, words)}
      </p>
    </section>
  )
}

function Questions({
  form,
  words,
  state,
  settled,
  on,
  steps,
  here,
}: Omit<Props, 'style' | 'dark'> & ReturnType<typeof stepsOf>) {
  const step = steps[here]!
  const isLast = !whole || here === steps.length - 1
  return (
    <form
      noValidate
      onInput={(event) => on.read(event.currentTarget)}
      onChange={(event) => on.read(event.currentTarget)}
      onSubmit={(event) => {
        event.preventDefault()
        on.submit(event.currentTarget)
      }}
    >
      <div class="step" key={step.id}>
        {whole && steps.length > 1 && (
          <h3 id="step" tabIndex={-1}>
            <span class="help">{say(words, 'step', { step: here + 1, steps: steps.length })}</span> {step.title}
          </h3>
        )}
        {step.fields.map(
          (field) =>
            (!whole || step.asked.includes(field)) && (
              <Field
                key={field.key}
                {...{ field, words, settled, language: form.language }}
                value={state.raw[field.key]}
                error={state.errors[field.key]}
                suggestion={field.kind === 'email' ? state.suggestion : undefined}
                onAccept={on.accept}
              />
            ),
        )}
      </div>
      {isLast && (
        <>
          {form.consents.map((consent) => (
            <Consent key={consent.purpose} {...consent} ticked={state.consents[consent.purpose]!} />
          ))}
          <p class="notice">
            {form.texts.notice}{' '}
            <a href={form.controller.privacyPolicy} target="_blank" rel="noopener">
              {words.privacy}
            </a>
          </p>
        </>
      )}
      <p class="trap" aria-hidden="true">
        <label>
          {words.leave_empty}
          <input name="website_url" tabIndex={-1} autocomplete="off" />
        </label>
      </p>
      <button type="submit" class="main" aria-disabled={state.phase === 'sending'}>
        {state.phase === 'sending' ? words.sending : isLast ? (form.texts.submit ?? words.submit) : words.next}
      </button>
      {whole && here > 0 && (
        <button type="button" class="back" onClick={on.back}>
          {words.back}
        </button>
      )}
    </form>
  )
}

function statusOf({ phase, errors, failure, slow }: State, words: Record<string, string>): string | undefined {
  if (phase === 'sending') return slow ? words.slow : words.sending
  if (phase === 'done') return undefined
  if (failure) return say(words, `failed_${failure.why}`, { seconds: failure.waitSeconds ?? 60 }, 'failed_other')
  const count = Object.keys(errors).length
  return count ? say(words, 'error_summary', { count }) : undefined
}
