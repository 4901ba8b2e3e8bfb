// The whole card, from what is known at this moment: title, questions, consents, notice, button, and the line that tells what happens.
import { isShown, readAnswers } from '../contract/rules.ts'
import type { ShownForm } from '../contract/shown.ts'
import { Consent } from './consent.tsx'
import { Done } from './done.tsx'
import { Field } from './field.tsx'
import { say } from './i18n.ts'
import type { State } from './state.ts'
import type { Look } from './theme.ts'

type Handlers = {
  read: (form: HTMLFormElement) => void
  accept: (key: string, value: string) => void
  submit: (form: HTMLFormElement) => void
  download: () => void
}

type Props = { form: ShownForm; words: Record<string, string>; state: State; dark: boolean; style: Look; on: Handlers }

export function Form({ form, words, state, dark, style, on }: Props) {
  const { texts, language } = form
  return (
    <section class={dark ? 'card dark' : 'card'} lang={language} style={style} aria-labelledby="title">
      <div>
        {state.accepted ? (
          <Done {...{ texts, words, language, accepted: state.accepted, onDownload: on.download }} />
        ) : (
          <>
            <h2 id="title">{texts.title}</h2>
            {texts.intro && <p class="intro">{texts.intro}</p>}
            <Questions {...{ form, words, state, on }} />
          </>
        )}
      </div>
      <p class="status" role="status">
        {statusOf(state, words)}
      </p>
    </section>
  )
}

function Questions({ form, words, state, on }: Omit<Props, 'style' | 'dark'>) {
  const { answers } = readAnswers(state.fields, state.raw)
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
      {form.steps.map((step) => (
        <div class="step" key={step.id}>
          {step.title && form.steps.length > 1 && <h3>{step.title}</h3>}
          {step.fields.map(
            (field) =>
              field.kind !== 'hidden' &&
              isShown(field, answers) && (
                <Field
                  key={field.key}
                  {...{ field, words, language: form.language }}
                  value={state.raw[field.key]}
                  error={state.errors[field.key]}
                  suggestion={field.kind === 'email' ? state.suggestion : undefined}
                  onAccept={on.accept}
                />
              ),
          )}
        </div>
      ))}
      {form.consents.map((consent) => (
        <Consent key={consent.purpose} {...consent} ticked={state.consents[consent.purpose]!} />
      ))}
      <p class="notice">
        {form.texts.notice} {say(words, 'controller', form.controller)}{' '}
        <a href={form.controller.privacyPolicy} target="_blank" rel="noopener">
          {words.privacy}
        </a>
      </p>
      <p class="trap" aria-hidden="true">
        <label>
          {words.leave_empty}
          <input name="website_url" tabIndex={-1} autocomplete="off" />
        </label>
      </p>
      <button type="submit" class="main" aria-disabled={state.phase === 'sending'}>
        {state.phase === 'sending' ? words.sending : (form.texts.submit ?? words.submit)}
      </button>
    </form>
  )
}

function statusOf({ phase, errors, failure }: State, words: Record<string, string>): string | undefined {
  if (phase === 'sending') return words.sending
  if (phase === 'done') return undefined
  if (failure) return say(words, `failed_${failure.why}`, { seconds: failure.waitSeconds ?? 60 }, 'failed_other')
  const count = Object.keys(errors).length
  return count ? say(words, 'error_summary', { count }) : undefined
}
