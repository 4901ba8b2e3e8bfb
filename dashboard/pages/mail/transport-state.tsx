// How mail leaves, whether it can, and what waits: one sentence each.
import alert from 'lucide:triangle-alert'
import type { TransportStatus } from '../../../contract/delivery.ts'
import { readTransport } from '../../api/mail.ts'
import { count, t, tIfKnown } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'

export function TransportState() {
  const { data, failure, retry } = useResource('transport', readTransport)
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  return (
    <div class="transport" aria-busy={!data}>
      {data && (data.problem ? <Problem code={data.problem} /> : <Way status={data} />)}
      {data && <Waiting status={data} />}
    </div>
  )
}

const Problem = ({ code }: { code: string }) => (
  <section class="transport-problem" role="alert">
    <h2>
      <Icon shapes={alert} /> {t('mail.problem')}
    </h2>
    <p>{tIfKnown(`mail.problem.${code}`) ?? t('mail.problem.unknown', { code })}</p>
    <p>{t('mail.problemHelp')}</p>
  </section>
)

const Way = ({ status: { name, from } }: { status: TransportStatus }) => (
  <>
    <p>{t(`mail.by.${name}`, { from: from ?? '' })}</p>
    {name === 'mailbox' && <p class="quiet">{t('mail.byHelp')}</p>}
  </>
)

const Waiting = ({ status: { waiting, lastProblem } }: { status: TransportStatus }) => (
  <p class="quiet">
    {waiting ? count('mail.waiting', waiting) : t('mail.onTime')}
    {lastProblem && ` ${t('mail.lastProblem', { problem: lastProblem })}`}
  </p>
)
