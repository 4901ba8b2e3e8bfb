// A way in for somebody else, shown this once, to be handed over.
import type { MadeLink } from '../../../contract/team.ts'
import { dayAndTime, t } from '../../locale.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type Props = { title: string; made: MadeLink; close: () => void }

export const LinkDialog = ({ title, made: { link, endsAt, mailed }, close }: Props) => (
  <Dialog title={title} close={close}>
    <p>{t(mailed ? 'team.linkMailed' : 'team.linkHandOver')}</p>
    <Copyable text={link} />
    <p class="quiet">{t('team.linkUntil', { time: dayAndTime(endsAt) })}</p>
    <div class="actions">
      <button type="button" class="primary" onClick={close}>
        {t('app.close')}
      </button>
    </div>
  </Dialog>
)
