// Sends a message now, of nobody real, and says what the other side answered.
import send from 'lucide:send'
import { useState } from 'preact/hooks'
import type { Connection, ConnectionTested } from '../../../contract/connection.ts'
import { testConnection } from '../../api/connections.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWork } from '../../work.ts'
import { whyOf } from './state.tsx'

export function useTest({ id }: Pick<Connection, 'id'>, tested: () => void = () => {}) {
  const { busy, failure, work } = useWork()
  const [outcome, setOutcome] = useState<ConnectionTested>()
  const button = (
    <button
      type="button"
      disabled={busy}
      onClick={() => {
        setOutcome(undefined)
        work(async () => {
          setOutcome(await testConnection(id))
          tested()
        })
      }}
    >
      <Icon shapes={send} />
      {t(busy ? 'connection.testing' : 'connection.test')}
    </button>
  )
  const said = (
    <div class="connection-tested" aria-live="polite">
      {failure && <p class="wrong">{t(`error.${failure.code}`)}</p>}
      {outcome && <Outcome outcome={outcome} />}
    </div>
  )
  return { button, said }
}

function Outcome({ outcome }: { outcome: ConnectionTested }) {
  const { ok, status, ms, answer } = outcome
  const words = ok
    ? t('connection.tested', { status: String(status), ms })
    : t('connection.testFailed', { because: whyOf(outcome) ?? '' })
  return (
    <>
      <p class={ok ? undefined : 'wrong'}>{words}</p>
      {answer && (
        <>
          <p class="quiet">{t('connection.answered')}</p>
          <pre>{answer}</pre>
        </>
      )}
    </>
  )
}
