// Inviting somebody; then their link, this once.
import { useState } from 'preact/hooks'
import type { Invited } from '../../../contract/team.ts'
import { invite } from '../../api/team.ts'
import { locale, t } from '../../locale.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useWork } from '../../work.ts'
import { MemberFields, type Typed } from './fields.tsx'
import { LinkDialog } from './link.tsx'

export function InviteDialog({ close, invited }: { close: () => void; invited: () => void }) {
  const [typed, type] = useState<Typed>({ name: '', email: '', role: 'editor' })
  const [made, setMade] = useState<Invited>()
  const { busy, failure, work } = useWork()
  const ask = (event: Event) => {
    event.preventDefault()
    work(async () => {
      setMade(await invite({ ...typed, language: locale.value }))
      invited()
    })
  }
  if (made) return <LinkDialog title={t('team.invited', { name: made.member.name })} made={made} close={close} />
  return (
    <Dialog title={t('team.invite')} close={close}>
      <form class="team-form" onSubmit={ask} noValidate>
        <MemberFields typed={typed} type={type} failure={failure} />
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t('team.inviteYes')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
