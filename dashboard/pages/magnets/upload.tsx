// Choosing a file, by its button or dropped, and sending it: how far it is, and a way to stop.
import upload from 'lucide:upload'
import { useRef, useState } from 'preact/hooks'
import { size } from '../../../contract/described.ts'
import { uploadFile } from '../../api/magnets.ts'
import type { Failure } from '../../api/request.ts'
import { locale, t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { Icon } from '../../ui/icon.tsx'
import { say } from '../../ui/said.tsx'
import { checkFile } from './file-check.ts'

type ChooseProps = { label: string; choose: (file: File) => void; disabled?: boolean }

/** A button and a place to drop a file on. */
export function ChooseFile({ label, choose, disabled }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const taken = (files: FileList | null | undefined) => {
    const [file] = files ?? []
    if (file) choose(file)
    // The same file may be chosen again after it was changed.
    if (input.current) input.current.value = ''
  }
  return (
    <fieldset
      aria-label={label}
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!disabled) taken(event.dataTransfer?.files)
      }}
    >
      <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
        <Icon shapes={upload} />
        {label}
      </button>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => taken(event.currentTarget.files)}
      />
      <span class="quiet">{t('magnet.drop')}</span>
    </fieldset>
  )
}

type State =
  | { step: 'idle'; failure?: Failure; refused?: 'empty' | 'tooLarge' }
  | { step: 'doubtful'; file: File; doubts: ReturnType<typeof checkFile>['doubts'] }
  | { step: 'sending'; file: File; sent: number; stop: () => void }

type Props = {
  id: string
  label: string
  before?: { type: string; name: string }
  uploaded: () => void
}

export function Upload({ id, label, before, uploaded }: Props) {
  const [state, setState] = useState<State>({ step: 'idle' })

  async function start(file: File) {
    const stopping = new AbortController()
    const at = (sent: number) => setState({ step: 'sending', file, sent, stop: () => stopping.abort() })
    at(0)
    try {
      await uploadFile(id, file, { progress: at, signal: stopping.signal })
      setState({ step: 'idle' })
      say(t('magnet.uploaded', { name: file.name }))
      uploaded()
    } catch (error) {
      if (stopping.signal.aborted) say(t('magnet.uploadCancelled'))
      setState({ step: 'idle', ...(!stopping.signal.aborted && { failure: asFailure(error) }) })
    }
  }

  function choose(file: File) {
    const { refused, doubts } = checkFile(file, before)
    if (refused) setState({ step: 'idle', refused })
    else if (doubts.length) setState({ step: 'doubtful', file, doubts })
    else start(file)
  }

  if (state.step === 'sending') return <Sending {...state} />
  return (
    <div class="upload">
      <ChooseFile label={label} choose={choose} />
      {state.step === 'doubtful' && (
        <div class="doubts" role="alert">
          <p>
            <strong>{state.file.name}</strong>
          </p>
          {state.doubts.map((doubt) => (
            <p key={doubt}>{t(`magnet.file.${doubt}`, { before: before?.name ?? '' })}</p>
          ))}
          <div class="actions">
            <button type="button" onClick={() => start(state.file)}>
              {t('magnet.file.anyway')}
            </button>
            <button type="button" onClick={() => setState({ step: 'idle' })}>
              {t('app.cancel')}
            </button>
          </div>
        </div>
      )}
      {state.step === 'idle' && state.refused && (
        <p role="alert" class="wrong">
          {t(`magnet.file.${state.refused}`)}
        </p>
      )}
      {state.step === 'idle' && state.failure && (
        <p role="alert" class="wrong">
          {t(`error.${state.failure.code}`)}
        </p>
      )}
    </div>
  )
}

function Sending({ file, sent, stop }: Extract<State, { step: 'sending' }>) {
  const inWords = (bytes: number) => size(bytes, locale.value)
  return (
    <div class="upload">
      <label>
        <span>
          {sent < file.size
            ? t('magnet.uploading', { name: file.name, done: inWords(sent), all: inWords(file.size) })
            : t('magnet.checking')}
        </span>
        <progress max={file.size} value={sent} />
      </label>
      <button type="button" onClick={stop}>
        {t('magnet.uploadCancel')}
      </button>
    </div>
  )
}
