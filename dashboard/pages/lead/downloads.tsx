// What was handed over, and how often it was opened.
import type { LeadDetail } from '../../../contract/lead.ts'
import { count, t } from '../../locale.ts'
import { Time } from '../../ui/time.tsx'

export const Downloads = ({ downloads }: Pick<LeadDetail, 'downloads'>) => (
  <section>
    <h2>{t('lead.downloads')}</h2>
    {downloads.length === 0 && <p class="quiet">{t('lead.noDownloads')}</p>}
    <ul class="downloads">
      {downloads.map(({ magnet, count: n, firstAt, lastAt }) => (
        <li key={magnet + firstAt}>
          <strong>{magnet}</strong>
          <span>{count('lead.downloaded', n)}</span>
          <span class="second">
            <Time at={firstAt} />
            {n > 1 && (
              <>
                {' → '}
                <Time at={lastAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  </section>
)
