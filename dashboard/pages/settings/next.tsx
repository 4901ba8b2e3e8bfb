// What the clock will do to people, told beforehand.
import type { ComponentChildren } from 'preact'
import { previewRetention } from '../../api/sites.ts'
import { count, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'

export function Next() {
  const { data, failure, retry } = useResource('retention preview', (signal) => previewRetention({}, signal))
  return (
    <section class="settings-part" aria-labelledby="next">
      <div>
        <h2 id="next">{t('settings.next')}</h2>
        <p class="quiet">{t('settings.nextHelp')}</p>
      </div>
      <div class="next" aria-busy={!data && !failure}>
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data && (
          <>
            <Group n={data.due} words="settings.due" nobody="settings.dueNobody">
              <People
                label={t('settings.first')}
                people={data.first.map((one) => ({ ...one, at: one.lastContactAt }))}
              />
            </Group>
            <Group n={data.asked} words="settings.asked" nobody="settings.askedNobody">
              <People label={t('settings.ending')} people={data.ending.map((one) => ({ ...one, at: one.endsAt }))} />
            </Group>
            <Group n={data.unconfirmed} words="settings.unconfirmed" nobody="settings.unconfirmedNobody" />
          </>
        )}
      </div>
    </section>
  )
}

type What = 'due' | 'asked' | 'unconfirmed'
type GroupProps = {
  n: number
  words: `settings.${What}`
  nobody: `settings.${What}Nobody`
  children?: ComponentChildren
}

const Group = ({ n, words, nobody, children }: GroupProps) => (
  <div class="next-group">
    {n ? <h3>{count(words, n)}</h3> : <p class="quiet">{t(nobody)}</p>}
    {children}
  </div>
)

type Person = { id: string; email: string; at: string }

const People = ({ label, people }: { label: string; people: Person[] }) =>
  people.length > 0 ? (
    <details>
      <summary>{label}</summary>
      <ul>
        {people.map(({ id, email, at }) => (
          <li key={id}>
            <a href={`/dashboard/leads/${id}`}>{email}</a>
            <span class="quiet">
              <Time at={at} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  ) : null
