// Codes and trials the lead was given, or is waiting for.
import type { LeadDetail } from '../../../contract/lead.ts'
import { t } from '../../locale.ts'
import { Facts } from '../../ui/facts.tsx'
import { Time } from '../../ui/time.tsx'
import { WebLink } from '../../ui/web-link.tsx'

export const Claims = ({ claims }: Pick<LeadDetail, 'claims'>) => (
  <section>
    <h2>{t('lead.claims')}</h2>
    {claims.map(({ magnet, by, code, href, givenAt, endsAt, state }) => (
      <article key={magnet + givenAt} class="entry">
        <h3>{magnet}</h3>
        {!givenAt && <p class="quiet">{t('claim.promised')}</p>}
        <Facts
          facts={[
            [t(by === 'code' ? 'claim.code' : 'claim.key'), code && <code>{code}</code>],
            [t('claim.link'), href && <WebLink address={href} />],
            [t('claim.licence'), by === 'licence' && givenAt && t('claim.licenceByMail')],
            [t('claim.since'), givenAt && <Time at={givenAt} />],
            [t('claim.until'), endsAt && <Time at={endsAt} />],
            [t('claim.state'), state && t(isOver(state, endsAt) ? 'claim.over' : `claim.${state}`)],
          ]}
        />
      </article>
    ))}
  </section>
)

// It stays `running` until somebody says what became of it.
const isOver = (state: string, endsAt: string | null) =>
  state === 'running' && endsAt !== null && Date.parse(endsAt) < Date.now()
