// Mails owed and sent to the lead; any of them can be sent again.
import type { Delivery } from '../../../contract/delivery.ts'
import { deliveriesOf } from '../../api/lead.ts'
import { replayDelivery } from '../../api/mail.ts'
import { t, tIfKnown } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import type { LeadProps } from './page.tsx'

export function Deliveries({ lead }: Pick<LeadProps, 'lead'>) {
  const { data, failure, retry } = useResource(`deliveries ${lead.id}`, (signal) => deliveriesOf(lead.id, signal))
  const again = (id: string) =>
    replayDelivery(id).then(
      () => {
        say(t('mail.againDone'))
        retry()
      },
      (error) => say(t(`error.${asFailure(error).code}`)),
    )
  return (
    <section>
      <h2>{t('lead.deliveries')}</h2>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {data?.deliveries.length === 0 && <p class="quiet">{t('lead.noDeliveries')}</p>}
      {data && data.deliveries.length > 0 && (
        <ul class="deliveries">
          {data.deliveries.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{nameOf(one)}</strong>
                <span class="second">
                  {t(`mail.is.${one.sending ? 'sending' : one.state}`)} · <Time at={one.sentAt ?? one.dueAt} />
                </span>
                {one.problem && <span class="second">{one.problem}</span>}
              </div>
              {may('leads:write') && (
                <button type="button" disabled={one.sending} onClick={() => again(one.id)}>
                  {t(one.state === 'pending' ? 'mail.now' : 'mail.again')}
                  <span class="unseen"> · {nameOf(one)}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const nameOf = ({ kind, template }: Delivery): string =>
  kind === 'webhook' ? t('mail.webhook') : (tIfKnown(`mail.template.${template}`) ?? template ?? t('mail.title'))
