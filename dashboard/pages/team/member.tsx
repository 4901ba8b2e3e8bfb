// Changing a member's name, address or role.
import { useState } from 'preact/hooks'
import type { Member, MemberChange } from '../../../contract/team.ts'
import { changeMember, whoAmI } from '../../api/team.ts'
import { t } from '../../locale.ts'
import { member as me } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { MemberFields, type Typed } from './fields.tsx'

type Props = { member: Member; close: () => void; changed: () => void }

export function MemberDialog({ member, close, changed }: Props) {
  const { id, name, role } = member
  const before: Typed = { name, email: member.email ?? '', role }
  const [typed, type] = useState(before)
  const { busy, failure, work } = useWork()
  const change = Object.fromEntries(
    Object.entries(typed).filter(([key, value]) => value !== before[key as keyof Typed]),
  ) as MemberChange
  const isSame = Object.keys(change).length === 0

  const save = async (event: Event) => {
    event.preventDefault()
    const saved = await work(async () => {
      const { name } = await changeMember(id, change)
      say(t('team.changed', { name }))
      changed()
      if (id === me.value?.id) me.value = await whoAmI()
    })
    if (saved) close()
  }

  return (
    <Dialog title={t('team.changeOf', { name })} close={close}>
      <form class="team-form" onSubmit={save} noValidate>
        <MemberFields typed={typed} type={type} failure={failure} />
        {change.email !== undefined && member.email && <p class="quiet">{t('team.newAddress')}</p>}
        {change.role && id === me.value?.id && <p class="quiet">{t('team.ownRole')}</p>}
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy || isSame}>
            {t('team.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
