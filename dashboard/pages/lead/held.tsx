// A doubtful submission, why it is, and what can be done about it: let it count, or delete it.
import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { LeadDetail } from '../../../contract/lead.ts'
import { deleteSubmission, releaseSubmission } from '../../api/leads.ts'
import type { Failure } from '../../api/request.ts'
import { t, tIfKnown } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { may } from '../../session.ts'
import { HeldMark } from '../../ui/held-mark.tsx'
import { say } from '../../ui/said.tsx'
import { forgetLead, forgetList, listAddress } from '../leads/list.ts'
import './delete.css'

type Props = {
  submission: LeadDetail['history'][number]
  /** Whose it is. */
  lead: LeadDetail
  /** Called when the lead is to be read again. */
  changed: () => void
}

export const Held = (props: Props) => {
  const { held } = props.submission
  if (!held) return null
  return (
    <div class="held-why">
      <HeldMark />
      <p>{tIfKnown(`held.${held}`) ?? t('held.unknown', { reason: held })}</p>
      <p class="quiet">{t('held.help')}</p>
      {may('leads:write') && <Decision {...props} />}
    </div>
  )
}

function Decision({ submission, lead, changed }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const { route } = useLocation()
  const isAll = lead.history.length === 1
  const title = `delete-${submission.id}`

  const decide = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(asFailure(error))
      setBusy(false)
    }
  }
  const release = () =>
    decide(async () => {
      await releaseSubmission(submission.id)
      // It belongs in lists it was not in.
      forgetList()
      say(t('held.released'))
      changed()
    })
  const erase = () =>
    decide(async () => {
      await deleteSubmission(submission.id)
      dialog.current?.close()
      say(t('held.deleted'))
      if (!isAll) return changed()
      forgetLead(lead.id)
      route(listAddress.value, true)
    })

  return (
    <>
      <p class="quiet">{t('held.releaseHelp')}</p>
      {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
      <div class="actions">
        <button type="button" class="primary" disabled={busy} onClick={release}>
          {t('held.release')}
        </button>
        <button type="button" class="danger-quiet" disabled={busy} onClick={() => dialog.current?.showModal()}>
          {t('held.delete')}
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby={title}>
        <h2 id={title}>{t('held.deleteTitle')}</h2>
        <p>{t(isAll ? 'held.deleteAll' : 'held.deleteOne', { email: lead.email })}</p>
        <p>{t('delete.noWayBack')}</p>
        <div class="actions">
          {/* biome-ignore lint/a11y/noAutofocus: a dialog opens on its harmless answer */}
          <button type="button" autoFocus onClick={() => dialog.current?.close()}>
            {t('app.cancel')}
          </button>
          <button type="button" class="danger" disabled={busy} onClick={erase}>
            {t('delete.confirm')}
          </button>
        </div>
      </dialog>
    </>
  )
}
