// Deleting a magnet nobody is given any more: what goes, said before it does.
import trash from 'lucide:trash-2'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { MagnetDetail } from '../../../contract/magnet.ts'
import { deleteMagnet } from '../../api/magnets.ts'
import { count, t } from '../../locale.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Refused } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

export function DeleteMagnet({ magnet }: { magnet: MagnetDetail }) {
  const [isAsked, setAsked] = useState(false)
  const { busy, failure, work } = useWork()
  const { route } = useLocation()
  const { id, name, heldBy, editions, stock } = magnet
  if (heldBy) return <p class="quiet">{t(`magnet.heldBy.${heldBy}`)}</p>
  const erase = async () => {
    if (!(await work(() => deleteMagnet(id)))) return
    say(t('magnet.deleted', { name }))
    route('/dashboard/magnets', true)
  }
  return (
    <>
      <button type="button" class="danger-quiet" onClick={() => setAsked(true)}>
        <Icon shapes={trash} />
        {t('magnet.delete')}
      </button>
      {isAsked && (
        <Dialog title={t('magnet.deleteTitle', { name })} close={() => setAsked(false)}>
          <p>
            {editions.length
              ? count('magnet.deleteFiles', editions.length)
              : stock?.total
                ? count('magnet.deleteCodes', stock.left)
                : t('magnet.deletePlain')}
          </p>
          <p>{t('magnet.deleteForever')}</p>
          <Refused failure={failure} />
          <div class="actions">
            {/* biome-ignore lint/a11y/noAutofocus: a dialog opens on its harmless answer */}
            <button type="button" autoFocus onClick={() => setAsked(false)}>
              {t('app.cancel')}
            </button>
            <button type="button" class="danger" disabled={busy} onClick={erase}>
              {t('magnet.delete')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
