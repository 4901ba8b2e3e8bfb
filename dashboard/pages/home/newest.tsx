// Who came last.
import { newestLeads } from '../../api/insight.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'

export function Newest() {
  const { data, failure, retry } = useResource('newest', newestLeads)
  return (
    <section class="newest" aria-labelledby="newest-title">
      <h2 id="newest-title">{t('home.newest')}</h2>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {data?.leads.length === 0 && <p class="quiet">{t('home.newestNone')}</p>}
      <ul>
        {data?.leads.map((lead) => (
          <li key={lead.id}>
            <a href={`/dashboard/leads/${lead.id}`} data-row>
              {lead.fullName ?? lead.email}
            </a>
            <span class="second">
              {[lead.fullName && lead.email, lead.company].filter(Boolean).join(' · ')}
              <span class="newest-form">
                {lead.form.name} · <Time at={lead.createdAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {data && data.leads.length > 0 && (
        <p>
          <a href="/dashboard/leads">{t('home.allLeads')}</a>
        </p>
      )}
    </section>
  )
}
