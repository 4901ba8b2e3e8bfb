// A question asked before something is done: what it does in plain words, and a line to write where one is wanted.
import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { t } from '../locale.ts'
import { Dialog } from './dialog.tsx'
import './question.css'

type Asking = {
  title: string
  lines?: string[]
  /** What is to be written. `isOptional`: or not. */
  field?: { label: string; value?: string; most: number; isOptional?: true }
  confirm: string
  isDangerous?: boolean
}
type Asked = Asking & { answer: (written: string | null) => void }

const asked = signal<Asked | undefined>(undefined)

/** What was written, empty where nothing was to be; `null` where the answer is no. */
export const askPerson = (question: Asking): Promise<string | null> =>
  new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (written) => {
        asked.value = undefined
        resolve(written)
      },
    }
  })

export const AskedQuestion = () => (asked.value ? <Question {...asked.value} /> : null)

function Question({ title, lines = [], field, confirm, isDangerous, answer }: Asked) {
  const [written, setWritten] = useState(field?.value ?? '')
  const isMissing = field && !field.isOptional && !written.trim()
  return (
    <Dialog title={title} close={() => answer(null)}>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault()
          answer(written.trim())
        }}
      >
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
          <button type="button" onClick={() => answer(null)}>
            {t('app.cancel')}
          </button>
          <button type="submit" class={isDangerous ? 'danger' : 'primary'} disabled={isMissing}>
            {confirm}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
