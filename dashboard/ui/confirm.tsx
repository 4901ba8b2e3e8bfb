// "Is this to be done?" on a page that does it at once: what goes is said in its words, a refusal in its place.
import type { ComponentChildren } from 'preact'
import { t } from '../locale.ts'
import { useWork } from '../work.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  title: string
  /** What the button that does it says. */
  yes: string
  /** Done once it has come back; a refusal is said here. */
  act: () => Promise<unknown>
  close: () => void
  children: ComponentChildren
}

export function Confirm({ title, yes, act, close, children }: Props) {
  const { busy, failure, work } = useWork()
  const answer = async () => {
    if (await work(act)) close()
  }
  return (
    <Dialog title={title} close={close}>
      {children}
      {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
      <div class="actions">
        {/* First, so that it has the focus: a question opens on its harmless answer. */}
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
        <button type="button" class="danger" disabled={busy} onClick={answer}>
          {yes}
        </button>
      </div>
    </Dialog>
  )
}
