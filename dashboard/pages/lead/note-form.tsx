// Writing down what was said: which way, whether both sides spoke, what they asked, what worries them.
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Channel, NoteInput } from '../../../contract/note.ts'
import { addNote, correctNote } from '../../api/lead.ts'
import { t } from '../../locale.ts'
import { useFocused } from '../../ui/focused.ts'
import { say } from '../../ui/said.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { useWork } from '../../work.ts'
import { forgetList } from '../leads/list.ts'
import type { LeadProps } from './page.tsx'

const channels: Channel[] = ['call', 'mail', 'meeting', 'other']
const nothing: NoteInput = { channel: 'call', isExchange: false, text: '', questions: [], concerns: [] }

/** Opens when something is written in it. */
export function NoteForm({ lead, changed }: LeadProps) {
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  useShortcuts([{ key: 'n', name: 'keys.note', run: () => setIsOpen(true) }])
  useEffect(() => setIsOpen(false), [lead.id])
  const close = () => {
    setIsOpen(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  if (!isOpen)
    return (
      <button type="button" class="note-opener" ref={opener} onClick={() => setIsOpen(true)}>
        {t('note.new')}
      </button>
    )
  return (
    <NoteFields
      isLead={lead.stage === 'lead'}
      before={nothing}
      close={close}
      keep={async (note) => {
        const { stage } = await addNote(lead.id, note)
        forgetList()
        changed()
        say(t(stage ? 'note.movedToProspect' : 'note.kept'))
        close()
      }}
    />
  )
}

type Correcting = { leadId: string; noteId: string; before: NoteInput; changed: () => void; close: () => void }

export const CorrectNote = ({ leadId, noteId, before, changed, close }: Correcting) => (
  <NoteFields
    isLead={false}
    before={before}
    close={close}
    keep={async (note) => {
      await correctNote(leadId, noteId, note)
      changed()
      say(t('note.corrected'))
      close()
    }}
  />
)

type Props = {
  /** Whether an exchange moves them. */
  isLead: boolean
  before: NoteInput
  keep: (note: NoteInput) => Promise<void>
  close: () => void
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

function NoteFields({ isLead, before, keep, close }: Props) {
  const [channel, setChannel] = useState(before.channel)
  const [isExchange, setIsExchange] = useState(before.isExchange)
  const [text, setText] = useState(before.text)
  const [questions, setQuestions] = useState(before.questions.join('\n'))
  const [concerns, setConcerns] = useState(before.concerns.join('\n'))
  const { busy, failure, work } = useWork()
  const id = useId()
  const first = useFocused<HTMLTextAreaElement>()
  const note = { channel, isExchange, text: text.trim(), questions: lines(questions), concerns: lines(concerns) }
  const isUntouched = JSON.stringify(note) === JSON.stringify({ ...before, at: undefined })
  return (
    <form
      class="small-form note-form"
      onSubmit={(event) => {
        event.preventDefault()
        work(() => keep(note))
      }}
      // What was typed is not thrown away by a key.
      onKeyDown={(event) => event.key === 'Escape' && isUntouched && close()}
    >
      <fieldset class="channels small-form-wide">
        <legend class="unseen">{t('note.channel')}</legend>
        {channels.map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={channel === one} onChange={() => setChannel(one)} />
            {t(`note.channel.${one}`)}
          </label>
        ))}
      </fieldset>
      <div class="small-form-wide">
        <label for={`${id}-text`}>{t('note.text')}</label>
        <textarea
          id={`${id}-text`}
          rows={4}
          required
          maxLength={10_000}
          ref={first}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <label class="option small-form-wide">
        <input type="checkbox" checked={isExchange} onChange={(event) => setIsExchange(event.currentTarget.checked)} />
        <span>
          {t('note.exchange')}
          {isLead && <span>{t('note.exchangeHelp')}</span>}
        </span>
      </label>
      <div>
        <label for={`${id}-questions`}>{t('note.questions')}</label>
        <textarea
          id={`${id}-questions`}
          rows={2}
          placeholder={t('note.onePerLine')}
          value={questions}
          onInput={(event) => setQuestions(event.currentTarget.value)}
        />
      </div>
      <div>
        <label for={`${id}-concerns`}>{t('note.concerns')}</label>
        <textarea
          id={`${id}-concerns`}
          rows={2}
          placeholder={t('note.onePerLine')}
          value={concerns}
          onInput={(event) => setConcerns(event.currentTarget.value)}
        />
      </div>
      {failure && (
        <p class="wrong small-form-wide" role="alert">
          {t(`error.${failure.code}`)}
        </p>
      )}
      <div class="actions small-form-wide">
        <button type="submit" class="primary" disabled={busy || !text.trim()}>
          {t('note.keep')}
        </button>
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
        <p class="quiet note-seen">{t('note.seen')}</p>
      </div>
    </form>
  )
}
