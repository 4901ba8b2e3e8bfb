// One text of a mail, with what may be filled into it.
import { useRef } from 'preact/hooks'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Field } from '../../ui/field.tsx'
import { localProblem, type Part } from './own-words.ts'

type Props = {
  part: Part
  language: string
  text: string
  ours: string
  type: (text: string) => void
  wrong: string | undefined
  note: string | undefined
}

export function WordsField({ part, language, text, ours, type, wrong, note }: Props) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const shared = { lang: language, placeholder: ours, value: text, readOnly: !may('forms:write') }
  // Where the cursor is, as typing it would.
  const insert = (name: string) => {
    const { selectionStart, selectionEnd } = input.current ?? {}
    const [start, end] = [selectionStart ?? text.length, selectionEnd ?? text.length]
    type(`${text.slice(0, start)}{${name}}${text.slice(end)}`)
    input.current?.focus()
  }
  return (
    <>
      <Field label={t(`wording.${part}`)} wrong={wrong ?? localProblem(text)} help={note}>
        {(described) =>
          part === 'subject' ? (
            <input
              {...described}
              {...shared}
              ref={input}
              maxLength={150}
              onInput={(event) => type(event.currentTarget.value)}
            />
          ) : (
            <textarea
              {...described}
              {...shared}
              ref={input}
              rows={5}
              maxLength={2_000}
              onInput={(event) => type(event.currentTarget.value)}
            />
          )
        }
      </Field>
      {may('forms:write') && (
        <p class="quiet placeholders">
          {t('wording.fill')}{' '}
          {(['magnet', 'site'] as const).map((name) => (
            <button
              key={name}
              type="button"
              class="plain"
              aria-label={t('wording.fillIn', { name: `{${name}} (${t(`wording.${name}`)})` })}
              onClick={() => insert(name)}
            >
              {`{${name}}`}
            </button>
          ))}
        </p>
      )}
    </>
  )
}
