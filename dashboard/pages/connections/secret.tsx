// The secret messages are signed with: shown once, and replaced.
import { useState } from 'preact/hooks'
import type { Connection, SecretRotated } from '../../../contract/connection.ts'
import { rotationHours } from '../../../contract/connection-names.ts'
import { replaceSecret } from '../../api/connections.ts'
import { dayAndTime, t } from '../../locale.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Refused } from '../../ui/field.tsx'
import { useWork } from '../../work.ts'

export const Secret = ({ secret, format }: { secret: string; format: Connection['format'] }) => (
  <>
    <p>{t('connection.secretOnce')}</p>
    <Copyable text={secret} />
    <p class="quiet">{t(format === 'flat' ? 'connection.secretFlat' : 'connection.secretUse')}</p>
  </>
)

type Props = { connection: Connection; close: () => void; changed: () => void }

export function ReplaceSecret({ connection, close, changed }: Props) {
  const [made, setMade] = useState<SecretRotated>()
  const { busy, failure, work } = useWork()
  const replace = () =>
    work(async () => {
      setMade(await replaceSecret(connection.id))
      changed()
    })
  if (made)
    return (
      <Dialog key="made" title={t('connection.secretMade', { name: connection.name })} close={close}>
        <Secret secret={made.secret} format={connection.format} />
        <p>{t('connection.secretUntil', { time: dayAndTime(made.previousSecretUntil) })}</p>
        <div class="actions">
          <button type="button" class="primary" onClick={close}>
            {t('app.close')}
          </button>
        </div>
      </Dialog>
    )
  return (
    <Dialog key="ask" title={t('connection.secretAsk')} close={close}>
      <p>{t('connection.secretGoes', { hours: rotationHours })}</p>
      {connection.previousSecretUntil && (
        <p>{t('connection.secretTwice', { time: dayAndTime(connection.previousSecretUntil) })}</p>
      )}
      <Refused failure={failure} />
      <div class="actions">
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
        <button type="button" class="primary" disabled={busy} onClick={replace}>
          {t('connection.secretYes')}
        </button>
      </div>
    </Dialog>
  )
}
