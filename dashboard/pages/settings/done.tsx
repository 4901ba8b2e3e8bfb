// What the clock did to people: when, what and to how many, never to whom.
import { readRetentionLog } from '../../api/sites.ts'
import { count, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'

export function Done() {
  const { data, failure, retry } = useResource('retention log', readRetentionLog)
  return (
    <section class="settings-part" aria-labelledby="done">
      <div>
        <h2 id="done">{t('settings.done')}</h2>
        <p class="quiet">{t('settings.doneHelp')}</p>
      </div>
      <div aria-busy={!data && !failure}>
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.entries.length === 0 && <p>{t('settings.doneEmpty')}</p>}
        {data && data.entries.length > 0 && (
          <table class="done">
            <thead>
              <tr>
                <th scope="col">{t('settings.doneAt')}</th>
                <th scope="col">{t('settings.doneWhat')}</th>
              </tr>
            </thead>
            <tbody>
              {data.entries.map(({ what, count: n, at }) => (
                <tr key={at + what}>
                  <td>
                    <Time at={at} />
                  </td>
                  <td>{count(`retention.${what}`, n)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}
