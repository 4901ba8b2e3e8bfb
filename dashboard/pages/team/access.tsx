// One's own ways in: passkeys, and where one is signed in.
import { t } from '../../locale.ts'
import { member } from '../../session.ts'
import { Passkeys } from './passkeys.tsx'
import { Sessions } from './sessions.tsx'

export const AccessPart = () => (
  <>
    {member.value?.way === 'access' && <p class="team-hint">{t('access.byAccess')}</p>}
    <Passkeys />
    <Sessions />
  </>
)
