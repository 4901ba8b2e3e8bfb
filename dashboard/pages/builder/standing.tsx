// How the last words stand: kept, on their way, only here, or in the way of somebody else's.
import { t } from '../../locale.ts'
import type { Keeping } from './keeping.ts'
import { ChangeList } from './publish.tsx'

export function StandingLine({ keeping }: { keeping: Keeping }) {
  const now = keeping.standing.value
  const wrong = Object.keys(keeping.wrong.value).length
  const words = {
    saved: () =>
      now.is === 'saved' && now.at ? t('b.standing.savedAt', { time: clock(now.at) }) : t('b.standing.saved'),
    waiting: () => t('b.standing.saving'),
    saving: () => t('b.standing.saving'),
    offline: () => t('b.standing.offline'),
    wrong: () => t('b.standing.wrong', { n: wrong }),
    conflict: () => t('b.standing.conflict'),
    refused: () => (now.is === 'refused' ? t(`error.${now.code}` as 'error.forbidden') : ''),
  }[now.is]()
  return (
    <span class={`b-standing is-${now.is}`} role="status">
      {words}
    </span>
  )
}

const clock = (at: Date) => at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })

/** What this browser still had, or what somebody else kept: said on top, and nothing lost whatever is chosen. */
export function StandingNotice({ keeping }: { keeping: Keeping }) {
  const now = keeping.standing.value
  if (now.is === 'conflict')
    return (
      <section class="b-notice" role="alert">
        <h2>{t('b.conflict.title')}</h2>
        <p>{t('b.conflict.help')}</p>
        <details>
          <summary>{t('b.conflict.changes')}</summary>
          <ChangeList before={now.theirs.draft} after={keeping.draft.value} none={t('b.versions.same')} />
        </details>
        <div class="actions">
          <button type="button" class="primary" onClick={() => keeping.decide('theirs')}>
            {t('b.conflict.theirs')}
          </button>
          <button type="button" onClick={() => keeping.decide('mine')}>
            {t('b.conflict.mine')}
          </button>
        </div>
      </section>
    )
  if (!keeping.recovered.value) return null
  return (
    <section class="b-notice" role="status">
      <p>{t('b.standing.recovered')}</p>
      <button type="button" class="plain" onClick={() => (keeping.recovered.value = false)}>
        {t('app.close')}
      </button>
    </section>
  )
}
