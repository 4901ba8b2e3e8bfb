// What is owed, was sent or was given up, page by page; any of it can be sent again.
import check from 'lucide:check'
import clock from 'lucide:clock'
import cross from 'lucide:x'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Delivery } from '../../../contract/delivery.ts'
import { deliveryStates } from '../../../contract/delivery-names.ts'
import { listDeliveries, replayDelivery } from '../../api/mail.ts'
import { queryOf } from '../../api/request.ts'
import { count, t, tIfKnown } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { asFailure } from '../../resource.ts'
import { may } from '../../session.ts'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'

export function OutboxPart() {
  const { query } = useLocation()
  const state = deliveryStates.find((one) => one === query.state)
  const [asked, setAsked] = useState(0)
  const { rows, failure, more, retry } = usePages(`${state ?? ''} ${asked}`, async (after, signal) => {
    const { deliveries, next } = await listDeliveries(state, after, signal)
    return { rows: deliveries, next }
  })
  const again = (id: string) =>
    replayDelivery(id).then(
      () => {
        say(t('mail.againDone'))
        setAsked(asked + 1)
      },
      (error) => say(t(`error.${asFailure(error).code}`)),
    )
  return (
    <>
      <nav class="choices-line" aria-label={t('mail.states')}>
        {[undefined, ...deliveryStates].map((one) => (
          <a
            key={one}
            href={`/dashboard/mail${queryOf({ state: one })}`}
            aria-current={one === state ? 'true' : undefined}
          >
            {t(`mail.state.${one ?? 'all'}`)}
          </a>
        ))}
      </nav>
      <div aria-busy={!rows && !failure}>
        {!rows && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {rows?.length === 0 && (
          <Notice title={t(state ? 'mail.emptyState' : 'mail.empty')}>{!state && <p>{t('mail.emptyHelp')}</p>}</Notice>
        )}
        {rows && rows.length > 0 && (
          <ul class="mail-rows">
            {rows.map((row) => (
              <Row key={row.id} row={row} again={() => again(row.id)} />
            ))}
          </ul>
        )}
        {more && (
          <button type="button" class="more" onClick={more}>
            {t('leads.more')}
          </button>
        )}
      </div>
    </>
  )
}

const Row = ({ row, again }: { row: Delivery; again: () => void }) => (
  <li>
    <div class="mail-what">
      <span class="mail-name">{nameOf(row)}</span>
      <span class="second">
        {row.leadId ? <a href={`/dashboard/leads/${row.leadId}`}>{t('mail.toLead')}</a> : t('mail.toTeam')}
      </span>
    </div>
    <div>
      <State row={row} />
      <span class="second">
        {saidOf(row)}
        {row.attempts > 1 && ` · ${count('mail.attempts', row.attempts)}`}
      </span>
    </div>
    <div class="mail-when">
      <Time at={row.sentAt ?? row.createdAt} />
      {row.state === 'pending' && !row.sending && (
        <span class="second">
          {t('mail.nextTry')} <Time at={row.dueAt} />
        </span>
      )}
    </div>
    {may('leads:write') && (
      <button type="button" disabled={row.sending} onClick={again}>
        {t(row.state === 'pending' ? 'mail.now' : 'mail.again')}
        <span class="unseen"> · {nameOf(row)}</span>
      </button>
    )}
  </li>
)

const nameOf = ({ kind, template }: Delivery): string =>
  kind === 'webhook' ? t('mail.webhook') : (tIfKnown(`mail.template.${template}`) ?? template ?? t('mail.title'))

/** What the other side said, or why there was no asking it: our own reasons in the reader's language. */
function saidOf({ problem, accepted }: Delivery): string | null {
  const ours = Object.entries(reasons).find(([words]) => words === (problem ?? accepted))
  return ours ? t(ours[1]) : (problem ?? accepted)
}

const reasons = {
  'kept in the development mailbox': 'mail.why.kept',
  'waits for the hourly budget': 'mail.why.budget',
  'the server does not take the connection': 'mail.why.closed',
  'the server hung up': 'mail.why.hungUp',
  'no answer while waiting for the server': 'mail.why.silent',
  'connection lost': 'mail.why.hungUp',
  'nobody to send it to': 'mail.why.nobody',
  'a way in is not kept here': 'mail.why.key',
} as const

const looks = {
  pending: { tone: 'open', icon: clock },
  sent: { tone: 'yes', icon: check },
  dead: { tone: 'no', icon: cross },
}

const State = ({ row: { state, sending } }: { row: Delivery }) => (
  <span class={`mark ${looks[state].tone}`}>
    <Icon shapes={looks[state].icon} />
    {t(`mail.is.${sending ? 'sending' : state}`)}
  </span>
)
