// A question asked before something is done: what it does in plain words, and a line to write where one is wanted.
import { signal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../locale.ts'
import './question.css'

type Question = {
  title: string
  lines?: string[]
  /** What is to be written. `isOptional`: or not. */
  field?: { label: string; value?: string; most: number; isOptional?: true }
  confirm: string
  isDangerous?: boolean
}
type Asked = Question & { answer: (written: string | null) => void }

const asked = signal<Asked | undefined>(undefined)

/** What was written, empty where nothing was to be; `null` where the answer is no. */
export const askPerson = (question: Question): Promise<string | null> =>
  new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (written) => {
        asked.value = undefined
        resolve(written)
      },
    }
  })

export const AskedQuestion = () => (asked.value ? <Dialog {...asked.value} /> : null)

function Dialog({ title, lines = [], field, confirm, isDangerous, answer }: Asked) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [written, setWritten] = useState(field?.value ?? '')
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} aria-labelledby="question-title" onClose={() => answer(null)}>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault()
          answer(written.trim())
        }}
      >
        <h2 id="question-title">{title}</h2>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {field && (
          <label>
            <span>{field.label}</span>
            <input
              type="text"
              required={!field.isOptional}
              maxLength={field.most}
              value={written}
              autoComplete="off"
              onInput={(event) => setWritten(event.currentTarget.value)}
            />
          </label>
        )}
        <div class="actions">
          {/* biome-ignore lint/a11y/noAutofocus: a dialog opens on its harmless answer */}
          <button type="button" autoFocus={!field} onClick={() => answer(null)}>
            {t('app.cancel')}
          </button>
          <button
            type="submit"
            class={isDangerous ? 'danger' : 'primary'}
            disabled={field && !field.isOptional && !written.trim()}
          >
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  )
}
