// The events of the log, the newest first, each with what was shown and its certificate.
import type { EventFilter, ListedEvent } from '../../../contract/consent-log.ts'
import { certificateAddress } from '../../api/consents.ts'
import { nameOf, t, tIfKnown } from '../../locale.ts'
import { ConsentMark } from '../../ui/consent-mark.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { useLog } from './log.ts'

export function List({ filter }: { filter: EventFilter }) {
  const { events, next, size, isLooking, failure, more, stop } = useLog(filter)
  const isNarrowed = Object.values(filter).some(Boolean)
  const done = next === null ? size : Math.max(0, size - next + 1)
  return (
    <div aria-busy={isLooking}>
      {!isLooking && !failure && events.length === 0 && next === null && (
        <Notice title={t(isNarrowed ? 'consents.emptyFilter' : 'consents.empty')}>
          {!isNarrowed && <p>{t('consents.emptyHelp')}</p>}
        </Notice>
      )}
      <ol class="consents">
        {events.map((event) => (
          <Row key={event.seq} event={event} />
        ))}
      </ol>
      {failure && <FailureNotice failure={failure} retry={more} />}
      <div role="status" class="consents-more">
        {isLooking && <p class="quiet">{size ? t('consents.looking', { done, all: size }) : t('app.loading')}</p>}
        {isLooking && size > 0 && (
          <button type="button" onClick={stop}>
            {t('consents.stop')}
          </button>
        )}
        {!isLooking && !failure && next !== null && (
          <button type="button" onClick={more}>
            {t(events.length ? 'consents.more' : 'consents.goOn')}
          </button>
        )}
      </div>
    </div>
  )
}

const Row = ({ event }: { event: ListedEvent }) => (
  <li>
    <div>
      <span class="consents-purpose">{event.purpose}</span>
      <span class="second">{event.form && t('consents.versionOf', { form: event.form, n: event.version })}</span>
    </div>
    <ConsentMark consent={event} inWords />
    <div class="consents-who">
      {event.lead ? (
        <a href={`/dashboard/leads/${event.lead.id}`}>{event.lead.email}</a>
      ) : (
        <span class="quiet">{t('consents.erased')}</span>
      )}
    </div>
    <div class="quiet">
      <Time at={event.at} />
      <span class="second">{t(event.isSigned ? 'consents.isSigned' : 'consents.notSigned')}</span>
    </div>
    <details>
      <summary>
        {t('consents.seen')}
        <span class="unseen"> · {event.purpose}</span>
      </summary>
      {event.wording ? (
        <blockquote lang={event.language}>{event.wording}</blockquote>
      ) : (
        <p class="quiet">{t('consents.noWording')}</p>
      )}
      <Facts
        facts={[
          [t('consents.basis'), t(`basis.${event.basis}`)],
          [t('consents.method'), tIfKnown(`method.${event.method}`) ?? event.method],
          [t('lead.language'), nameOf('language', event.language)],
          [t('consents.gpc'), event.gpc && t('consents.gpcYes')],
          [t('consents.noticeId'), <code>{event.noticeId}</code>],
          [t('consents.position'), event.seq],
        ]}
      />
      {event.lead && (
        <a href={certificateAddress(event.lead.id)} target="_blank" rel="noopener">
          {t('consents.certificate')}
          <span class="unseen"> ({t('app.newTab')})</span>
        </a>
      )}
    </details>
  </li>
)
