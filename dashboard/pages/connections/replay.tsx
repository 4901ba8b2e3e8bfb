// Sending again all that was given up, since a while.
import { useState } from 'preact/hooks'
import type { Connection } from '../../../contract/connection.ts'
import { logDays } from '../../../contract/connection-names.ts'
import { replaySince } from '../../api/connections.ts'
import { count, t } from '../../locale.ts'
import { Choice } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

const spans = [1, 7, logDays] as const
const dayMs = 24 * 60 * 60 * 1000

type Props = { connection: Connection; close: () => void; replayed: () => void }

export function ReplayAll({ connection, close, replayed }: Props) {
  const [days, setDays] = useState<string>(String(logDays))
  const { busy, failure, work } = useWork()
  const replay = async (event: Event) => {
    event.preventDefault()
    const since = new Date(Date.now() - Number(days) * dayMs).toISOString()
    const isDone = await work(async () => {
      const { count: n, isMore } = await replaySince(connection.id, since)
      say(`${count('connection.replayedAll', n)}${isMore ? ` ${t('connection.replayedMore')}` : ''}`)
    })
    if (!isDone) return
    replayed()
    close()
  }
  return (
    <Dialog title={t('connection.replayAsk')} close={close}>
      <form class="fields" onSubmit={replay}>
        <p>{t('connection.replayHelp')}</p>
        <Choice
          label={t('connection.replaySince')}
          class="field"
          value={days}
          choose={setDays}
          of={spans.map((n) => [String(n), count('connection.lastDays', n)] as const)}
        />
        <Refused failure={failure} />
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy}>
            {t('connection.replayYes')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
