// The settings of each site, and what becomes of people with time.
import { useState } from 'preact/hooks'
import { listSites } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { Done } from './done.tsx'
import { HandlingSettings } from './handling.tsx'
import { Next } from './next.tsx'
import { Retention } from './retention.tsx'
import './settings.css'

export function SettingsPage() {
  const { data, failure, retry } = useResource('sites', listSites)
  const [saves, setSaves] = useState(0)
  return (
    <>
      <div class="page-head">
        <Heading>{t('settings.title')}</Heading>
      </div>
      <div aria-busy={!data && !failure}>
        {!data && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.sites.map((site) => (
          <Retention key={site.id} site={site} isOne={data.sites.length === 1} saved={() => setSaves(saves + 1)} />
        ))}
        {data && <Next key={saves} />}
        {data && <Done />}
        {data && <CriteriaLink />}
        {data?.sites.map((site) => (
          <HandlingSettings key={site.id} site={site} isOne={data.sites.length === 1} />
        ))}
      </div>
    </>
  )
}

const CriteriaLink = () => (
  <section class="settings-part" aria-labelledby="criteria">
    <div>
      <h2 id="criteria">{t('criteria.link')}</h2>
      <p class="quiet">{t('criteria.linkHelp')}</p>
    </div>
    <div>
      <a href="/dashboard/settings/criteria">{t('criteria.link')}</a>
    </div>
  </section>
)
