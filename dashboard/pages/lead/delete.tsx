// Deleting a lead: what goes, what stays, and no way back, said before it is done.
import trash from 'lucide:trash-2'
import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { LeadDetail } from '../../../contract/lead.ts'
import { deleteLead } from '../../api/leads.ts'
import type { Failure } from '../../api/request.ts'
import { count, t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { Icon } from '../../ui/icon.tsx'
import { say } from '../../ui/said.tsx'
import { forgetLead, listAddress } from '../leads/list.ts'
import './delete.css'

export function DeleteLead({ lead }: { lead: LeadDetail }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const { route } = useLocation()

  const erase = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await deleteLead(lead.id)
      forgetLead(lead.id)
      say(t('delete.done', { email: lead.email }))
      route(listAddress.value, true)
    } catch (error) {
      setFailure(asFailure(error))
      setBusy(false)
    }
  }

  return (
    <>
      <button type="button" class="danger-quiet" onClick={() => dialog.current?.showModal()}>
        <Icon shapes={trash} />
        {t('delete.button')}
      </button>
      <dialog ref={dialog} aria-labelledby="delete-title">
        <h2 id="delete-title">{t('delete.title')}</h2>
        <Consequences lead={lead} />
        {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
        <div class="actions">
          {/* biome-ignore lint/a11y/noAutofocus: a dialog opens on its harmless answer */}
          <button type="button" autoFocus onClick={() => dialog.current?.close()}>
            {t('app.cancel')}
          </button>
          <button type="button" class="danger" disabled={busy} onClick={erase}>
            {t(busy ? 'delete.busy' : 'delete.confirm')}
          </button>
        </div>
      </dialog>
    </>
  )
}

const Consequences = ({ lead }: { lead: LeadDetail }) => (
  <>
    <p>{t('delete.goes')}</p>
    <ul class="consequences">
      <li>{t('delete.goes.identity', { email: lead.email })}</li>
      {lead.merged.map(({ id, email }) => (
        <li key={id}>{t('delete.goes.merged', { email })}</li>
      ))}
      <li>{count('delete.goes.submissions', lead.submissions)}</li>
      {lead.notes > 0 && <li>{count('delete.goes.notes', lead.notes)}</li>}
      {lead.followUps.length > 0 && <li>{count('delete.goes.followUps', lead.followUps.length)}</li>}
      <li>{t('delete.goes.links')}</li>
      <li>{t('delete.goes.outbox')}</li>
    </ul>
    <p>{t('delete.stays')}</p>
    <ul class="consequences">
      <li>
        {lead.consentEvents.length > 0
          ? count('delete.stays.proof', lead.consentEvents.length)
          : t('delete.stays.noProof')}
      </li>
    </ul>
    <p>{t('delete.noWayBack')}</p>
  </>
)
