// Where a person is signed in; any of it can be ended.
import { useState } from 'preact/hooks'
import { endOtherSessions, endSession, listSessions } from '../../api/team.ts'
import { count, day, t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'

export function Sessions() {
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`sessions ${asked}`, listSessions)
  const others = data?.sessions.filter(({ current }) => !current).length ?? 0
  const end = (work: Promise<unknown>, words: string) =>
    work.then(
      () => {
        say(words)
        setAsked(asked + 1)
      },
      (error) => say(t(`error.${asFailure(error).code}`)),
    )
  return (
    <section class="team-part" aria-labelledby="sessions-title">
      <div>
        <h2 id="sessions-title">{t('session.title')}</h2>
        <p class="quiet">{t('session.help')}</p>
      </div>
      <div aria-busy={!data && !failure}>
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.sessions.length === 0 && <p class="quiet">{t('session.none')}</p>}
        {data && data.sessions.length > 0 && (
          <ul class="team-keys">
            {data.sessions.map(({ id, current, device, method, createdAt, usedOn }) => (
              <li key={id}>
                <div>
                  <span class="team-name">
                    {device || t('session.unknown')}
                    {current && <span class="quiet"> · {t('session.current')}</span>}
                  </span>
                  <span class="second">
                    {t(`session.since.${method}`, { day: day(createdAt) })} ·{' '}
                    {t('session.usedOn', { day: day(usedOn) })}
                  </span>
                </div>
                {!current && (
                  <button type="button" onClick={() => end(endSession(id), t('session.ended'))}>
                    {t('session.end')}
                    <span class="unseen"> · {device || t('session.unknown')}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {others > 1 && (
          <button
            type="button"
            class="team-add"
            onClick={() => end(endOtherSessions(), count('session.endedAll', others))}
          >
            {t('session.endOthers')}
          </button>
        )}
      </div>
    </section>
  )
}
