// Who is told what happens to leads: every connection, how it does, and a new one.
import plus from 'lucide:plus'
import { useState } from 'preact/hooks'
import type { Connection } from '../../../contract/connection.ts'
import { listConnections } from '../../api/connections.ts'
import { listSites, type Site } from '../../api/sites.ts'
import { list, t } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { NewConnectionDialog } from './new.tsx'
import { StateMark, stateSentences } from './state.tsx'
import './connections.css'

export function ConnectionsPage() {
  const [asked, setAsked] = useState(0)
  const [isMaking, setMaking] = useState(false)
  const { data } = useResource('sites', listSites)
  const sites = data?.sites ?? []
  const { rows, failure, more, retry } = usePages(`connections ${asked}`, async (after, signal) => {
    const { connections, next } = await listConnections(after, signal)
    return { rows: connections, next }
  })
  const add = may('site:write') && (
    <button type="button" class="primary" onClick={() => setMaking(true)}>
      <Icon shapes={plus} />
      {t('connections.add')}
    </button>
  )
  return (
    <>
      <div class="page-head">
        <div>
          <Heading>{t('connections.title')}</Heading>
          <p class="quiet">{t('connections.lead')}</p>
        </div>
        {rows && rows.length > 0 && add}
      </div>
      <div aria-busy={!rows && !failure}>
        {!rows && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {rows?.length === 0 && (
          <Notice title={t('connections.none')}>
            <p>{t('connections.noneHelp')}</p>
            {add || <p>{t('connections.ownersOnly')}</p>}
          </Notice>
        )}
        {rows && rows.length > 0 && (
          <ul class="connections">
            {rows.map((connection) => (
              <Row key={connection.id} connection={connection} sites={sites} />
            ))}
          </ul>
        )}
        {more && (
          <button type="button" class="more" onClick={more}>
            {t('leads.more')}
          </button>
        )}
      </div>
      <Otherwise />
      {isMaking && (
        <NewConnectionDialog sites={sites} close={() => setMaking(false)} made={() => setAsked((n) => n + 1)} />
      )}
    </>
  )
}

const Row = ({ connection, sites }: { connection: Connection; sites: Site[] }) => {
  const { id, name, host, format, events, site, isHook } = connection
  const siteName = sites.length > 1 && (sites.find((one) => one.id === site)?.name ?? site)
  return (
    <li>
      <div>
        <a href={`/dashboard/connections/${id}`} data-row>
          {name}
        </a>
        <span class="second">{[host, siteName].filter(Boolean).join(' · ')}</span>
      </div>
      <div>
        {t(isHook ? 'connection.kind.hook' : `connection.kind.${format}`)}
        <span class="second">{list(events.map((event) => t(`event.${event}`)))}</span>
      </div>
      <div>
        <StateMark connection={connection} />
        <span class="second">{stateSentences(connection).join(' ')}</span>
      </div>
    </li>
  )
}

const Otherwise = () => (
  <section class="connections-otherwise" aria-labelledby="otherwise">
    <h2 id="otherwise">{t('connections.otherwise')}</h2>
    <ul>
      {may('team:write') && (
        <li>
          <a href="/dashboard/team/tokens">{t('connections.tokens')}</a>
          <span class="second">{t('connections.tokensHelp')}</span>
        </li>
      )}
      <li>
        <a href="/docs" target="_blank" rel="noreferrer">
          {t('connections.reference')}
          <span class="unseen"> ({t('app.newTab')})</span>
        </a>
        <span class="second">{t('connections.referenceHelp')}</span>
      </li>
      <li>
        <a href="/dashboard/mail/notices">{t('connections.notices')}</a>
        <span class="second">{t('connections.noticesHelp')}</span>
      </li>
    </ul>
  </section>
)
