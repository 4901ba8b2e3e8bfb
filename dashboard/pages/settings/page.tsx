// The settings of a site, and what becomes of people with time.

import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { listSites, type Site } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { Behind } from './behind.tsx'
import { Done } from './done.tsx'
import { HandlingSettings } from './handling.tsx'
import { Identity } from './identity.tsx'
import { Look } from './look.tsx'
import { Next } from './next.tsx'
import { Origins } from './origins.tsx'
import { Part } from './part.tsx'
import { Retention } from './retention.tsx'
import { DeleteSite, Sites } from './sites.tsx'
import './settings.css'

export function SettingsPage() {
  const [kept, setKept] = useState<Site[]>()
  const [asked, setAsked] = useState(0)
  const { failure, retry } = useResource(`sites ${asked}`, async (signal) =>
    setKept(mainFirst((await listSites(signal)).sites)),
  )
  const { query } = useLocation()
  const site = kept?.find(({ id }) => id === (query.site ?? 'main')) ?? kept?.[0]
  return (
    <>
      <div class="page-head">
        <Heading>{t('settings.title')}</Heading>
        {kept && site && <Sites sites={kept} site={site} changed={() => setAsked(asked + 1)} />}
      </div>
      <div aria-busy={!site && !failure}>
        {!site && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {site && <OfSite key={site.id} site={site} changed={() => setAsked(asked + 1)} />}
      </div>
    </>
  )
}

const mainFirst = (sites: Site[]) => sites.toSorted((a, b) => Number(b.id === 'main') - Number(a.id === 'main'))

function OfSite({ site, changed }: { site: Site; changed: () => void }) {
  const [saves, setSaves] = useState(0)
  const saved = () => {
    setSaves(saves + 1)
    changed()
  }
  return (
    <>
      {may('forms:read') && <Behind site={site} saves={saves} />}
      <Identity site={site} saved={saved} />
      <Origins site={site} saved={saved} />
      <Look site={site} saved={saved} />
      <Linked title="site.mail" help="site.mailHelp" words="site.mailLink" to="/dashboard/mail/sender" />
      <Linked title="criteria.link" help="criteria.linkHelp" words="criteria.link" to="/dashboard/settings/criteria" />
      <Retention site={site} saved={saved} />
      <Next key={saves} />
      <Done />
      <HandlingSettings site={site} saved={saved} />
      <Linked
        title="serviceLink.title"
        help="serviceLink.help"
        words="serviceLink.title"
        to="/dashboard/settings/service"
      />
      {site.id !== 'main' && may('site:write') && <DeleteSite site={site} gone={changed} />}
    </>
  )
}

type LinkedProps = {
  title: 'site.mail' | 'criteria.link' | 'serviceLink.title'
  help: 'site.mailHelp' | 'criteria.linkHelp' | 'serviceLink.help'
  words: 'site.mailLink' | 'criteria.link' | 'serviceLink.title'
  to: string
}

const Linked = ({ title, help, words, to }: LinkedProps) => (
  <Part title={t(title)} help={t(help)}>
    <div>
      <a href={to}>{t(words)}</a>
    </div>
  </Part>
)
