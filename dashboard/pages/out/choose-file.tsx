// The file: dropped or chosen, read on this computer alone, and what was recognised in it.
import upload from 'lucide:upload'
import { useRef, useState } from 'preact/hooks'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Read, readHead, Unreadable } from './read-file.ts'
import { run } from './running.ts'
import { size } from './size.ts'

type Props = { read: Read | undefined; choose: (read: Read | undefined) => void }

export function ChooseFile({ read, choose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [refused, setRefused] = useState<Unreadable['code']>()
  const isRunning = run.value?.state === 'running'

  async function take(file: File | undefined) {
    if (!file) return
    setRefused(undefined)
    try {
      choose(await readHead(file))
    } catch (error) {
      choose(undefined)
      setRefused(error instanceof Unreadable ? error.code : 'empty')
    }
  }

  return (
    <section class="out-part" aria-labelledby="file-title">
      <h2 id="file-title">{t('import.file')}</h2>
      <fieldset
        aria-labelledby="file-title"
        class={read ? 'out-file chosen' : 'out-file'}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          if (!isRunning) take(event.dataTransfer?.files[0])
        }}
      >
        {read ? (
          <p>
            <strong>{read.file.name}</strong>
            <span class="second">
              {[
                size(read.file.size),
                t(`import.encoding.${read.encoding}`),
                t(`import.delimiter.${nameOf(read.delimiter)}`),
              ].join(' · ')}
            </span>
          </p>
        ) : (
          <p>
            {t('import.drop')}
            <span class="second">{t('import.dropHelp')}</span>
          </p>
        )}
        <button type="button" class={read ? '' : 'primary'} disabled={isRunning} onClick={() => input.current?.click()}>
          <Icon shapes={upload} />
          {t(read ? 'import.other' : 'import.choose')}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('import.file')}
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => {
            take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </fieldset>
      <div role="status">{refused && <p class="wrong">{t(`import.unreadable.${refused}`)}</p>}</div>
    </section>
  )
}

const nameOf = (delimiter: string) =>
  delimiter === ';' ? 'semicolon' : delimiter === '\t' ? 'tab' : delimiter === '|' ? 'bar' : 'comma'
