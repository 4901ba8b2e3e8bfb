// Another address, name or choice of events for a connection that is there.
import { useState } from 'preact/hooks'
import type { Connection } from '../../../contract/connection.ts'
import { changeConnection } from '../../api/connections.ts'
import { t } from '../../locale.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { ConnectionFields, knownPaths, type Typed } from './fields.tsx'

type Props = { connection: Connection; close: () => void; changed: () => void }

export function ChangeConnection({ connection, close, changed }: Props) {
  const { id, name, url, events, format, language, isPartner } = connection
  const [typed, setTyped] = useState<Typed>({ name, url: url ?? '', events, format, language, isPartner })
  const { busy, failure, work } = useWork()
  const save = async (event: Event) => {
    event.preventDefault()
    if (!(await work(() => changeConnection(id, typed)))) return
    say(t('connection.changed', { name: typed.name }))
    changed()
    close()
  }
  return (
    <Dialog title={t('connection.changeOf', { name })} close={close}>
      <form class="fields" noValidate onSubmit={save}>
        <ConnectionFields typed={typed} change={(part) => setTyped({ ...typed, ...part })} failure={failure} />
        <Refused failure={failure} known={knownPaths} />
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t('connection.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
