// What was sent to one connection, is owed to it or was given up, and sending it again.
import check from 'lucide:check'
import clock from 'lucide:clock'
import cross from 'lucide:x'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Connection, HookDelivery } from '../../../contract/connection.ts'
import { logDays } from '../../../contract/connection-names.ts'
import { deliveryStates } from '../../../contract/delivery-names.ts'
import { listSent, replayOne } from '../../api/connections.ts'
import { queryOf } from '../../api/request.ts'
import { count, t } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { asFailure } from '../../resource.ts'
import { may } from '../../session.ts'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import { ReplayAll } from './replay.tsx'
import { whyOf } from './state.tsx'

/** What is about to leave is looked at again, so that nobody has to. */
const lookAgainMs = 2_000

export function SentLog({ connection, changed }: { connection: Connection; changed: () => void }) {
  const { id, failed } = connection
  const { query, path } = useLocation()
  const state = deliveryStates.find((one) => one === query.state)
  const [asked, setAsked] = useState(0)
  const [isReplaying, setReplaying] = useState(false)
  const {
    rows: read,
    failure,
    more,
    retry,
  } = usePages(`${id} ${state ?? ''} ${asked}`, async (after, signal) => {
    const { deliveries, next } = await listSent(id, { state, after }, signal)
    return { rows: deliveries, next }
  })
  const last = useRef<{ state: typeof state; rows: HookDelivery[] }>(undefined)
  if (read) last.current = { state, rows: read }
  const rows = read ?? (last.current?.state === state ? last.current?.rows : undefined)
  const again = () => {
    setAsked((n) => n + 1)
    changed()
  }
  useEffect(() => {
    // Whoever has gone further down is left where they are.
    if (!read?.some(isAboutToLeave) || read.length > 50) return
    const timer = setTimeout(again, lookAgainMs)
    return () => clearTimeout(timer)
  }, [read?.length, asked])
  const replay = (delivery: HookDelivery) =>
    replayOne(id, delivery.id).then(
      () => {
        say(t('connection.replayed'))
        again()
      },
      (error) => say(t(`error.${asFailure(error).code}`)),
    )
  return (
    <section class="connection-part" aria-labelledby="sent">
      <div class="connection-head">
        <h2 id="sent">{t('connection.log')}</h2>
        <div class="actions">
          <button type="button" onClick={again}>
            {t('connection.look')}
          </button>
          {may('site:write') && failed > 0 && (
            <button type="button" onClick={() => setReplaying(true)}>
              {t('connection.replayAll')}
            </button>
          )}
        </div>
      </div>
      <nav class="choices-line" aria-label={t('connection.states')}>
        {[undefined, ...deliveryStates].map((one) => (
          <a key={one} href={`${path}${queryOf({ state: one })}`} aria-current={one === state ? 'true' : undefined}>
            {t(`connection.state.${one ?? 'all'}`)}
          </a>
        ))}
      </nav>
      <div aria-busy={!read && !failure}>
        {!rows && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {rows?.length === 0 && (
          <p class="quiet">{state ? t('connection.logNoneOf') : t('connection.logNone', { days: logDays })}</p>
        )}
        {rows && rows.length > 0 && (
          <ul class="sent-rows">
            {rows.map((row) => (
              <Row key={row.id} row={row} replay={may('site:write') ? () => replay(row) : undefined} />
            ))}
          </ul>
        )}
        {more && (
          <button type="button" class="more" onClick={more}>
            {t('leads.more')}
          </button>
        )}
      </div>
      {isReplaying && <ReplayAll connection={connection} close={() => setReplaying(false)} replayed={again} />}
    </section>
  )
}

const isAboutToLeave = ({ state, nextAt }: HookDelivery): boolean =>
  state === 'pending' && nextAt !== null && Math.abs(Date.parse(nextAt) - Date.now()) < 10_000

const looks = { pending: ['', clock], sent: ['yes', check], dead: ['no', cross] } as const

function Row({ row, replay }: { row: HookDelivery; replay: (() => void) | undefined }) {
  const { event, leadId, state, at, attempts, status, ms, answer, nextAt } = row
  const [tone, shapes] = looks[state]
  const because = whyOf(row)
  const said = because ?? (status !== null && t('connection.saidStatus', { status: String(status) }))
  const facts = [
    said,
    ms !== null && t('connection.took', { ms }),
    attempts > 1 && count('connection.attempts', attempts),
  ]
  return (
    <li>
      <div>
        {t(`event.${event}`)}
        <span class="second">
          {event === 'lead.erased' ? leadId : <a href={`/dashboard/leads/${leadId}`}>{t('mail.toLead')}</a>}
        </span>
      </div>
      <div>
        <span class={`mark ${tone}`}>
          <Icon shapes={shapes} />
          {t(`connection.sent.${state}`)}
        </span>
        <span class="second">{facts.filter(Boolean).join(' · ')}</span>
        {answer && (
          <details>
            <summary>{t('connection.answered')}</summary>
            <pre>{answer}</pre>
          </details>
        )}
      </div>
      <div class="sent-when">
        <Time at={at} />
        {state === 'pending' && nextAt && (
          <span class="second">
            {t('mail.nextTry')} <Time at={nextAt} />
          </span>
        )}
      </div>
      {replay && (
        <button type="button" onClick={replay}>
          {t(state === 'pending' ? 'connection.sendNow' : 'connection.replay')}
          <span class="unseen"> · {t(`event.${event}`)}</span>
        </button>
      )}
    </li>
  )
}
