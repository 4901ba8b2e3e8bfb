// Getting the form to its visitors: where it may stand, the tag for each kind of site, its own address, and where it was seen.
import { useEffect, useState } from 'preact/hooks'
import { readSeen, type Seen } from '../../api/forms.ts'
import { locale, t } from '../../locale.ts'
import { Share } from '../forms/share.tsx'
import { useBuilder } from './builder.ts'
import { Lines, Plain, Tick } from './controls.tsx'
import { languagesIn } from './edits.ts'
import { Turnstile } from './turnstile.tsx'

export function Install() {
  const { keeping } = useBuilder()
  const draft = keeping.draft.value
  return (
    <div class="b-grid">
      {keeping.version.value === null ? (
        <p class="b-hint">{t('b.install.unpublished')}</p>
      ) : (
        <>
          <SeenOn slug={keeping.slug} />
          <Share
            form={{ slug: keeping.slug, name: draft.name, languages: languagesIn(draft), display: draft.display }}
          />
        </>
      )}
      <h3>{t('b.install.settings')}</h3>
      <Lines path={['origins']} label={t('b.install.origins')} help={t('b.install.originsHelp')} keepEmpty />
      <Plain path={['share', 'image']} label={t('b.install.image')} help={t('b.install.imageHelp')} max={2_000} />
      <Tick path={['analytics', 'dataLayer']} label={t('b.install.dataLayer')} help={t('b.install.dataLayerHelp')} />
      <Turnstile />
    </div>
  )
}

const askAgainMs = 3_000

/** Asks for as long as somebody looks. */
function SeenOn({ slug }: { slug: string }) {
  const [seen, setSeen] = useState<Seen[]>()
  // By the server's clock, so that one's own may be wrong.
  const [aheadMs, setAheadMs] = useState(0)
  const [, tick] = useState(0)
  useEffect(() => {
    const leaving = new AbortController()
    const look = async () => {
      if (document.hidden) return
      const answer = await readSeen(slug, leaving.signal).catch(() => undefined)
      if (!answer || leaving.signal.aborted) return
      setAheadMs(Date.parse(answer.now) - Date.now())
      setSeen(answer.seen)
    }
    void look()
    const asking = setInterval(look, askAgainMs)
    const ticking = setInterval(() => tick((n) => n + 1), 1_000)
    return () => {
      leaving.abort()
      clearInterval(asking)
      clearInterval(ticking)
    }
  }, [slug])
  if (!seen) return null
  return (
    <section class="b-seen" aria-label={t('b.seen.title')}>
      <h3>{t('b.seen.title')}</h3>
      <div role="status">
        {seen.length === 0 && (
          <p class="b-waiting">
            <span class="b-dot" aria-hidden="true" />
            {t('b.seen.none')}
          </p>
        )}
        {seen[0] && <p class="unseen">{t('b.seen.on', { site: siteName(seen[0]) })}</p>}
      </div>
      {seen.length > 0 && (
        <ul>
          {seen.map((each) => (
            <li key={each.origin}>
              <span class={each.isAllowed ? 'b-dot is-on' : 'b-dot is-off'} aria-hidden="true" />
              <span>
                {t('b.seen.on', { site: siteName(each) })}{' '}
                <span class="quiet">{since(Date.parse(each.at), Date.now() + aheadMs)}</span>
                {!each.isAllowed && <span class="b-wrong"> {t('b.seen.refused')}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const siteName = ({ origin }: Seen) => origin.replace(/^https:\/\//, '')

/** `2 s ago`, in words; what is kept is the hour, so what is older is told by hours. */
function since(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1_000))
  const format = new Intl.RelativeTimeFormat(locale.value, { numeric: 'always' })
  if (seconds < 60) return format.format(-seconds, 'second')
  if (seconds < 3_600) return format.format(-Math.round(seconds / 60), 'minute')
  if (seconds < 86_400) return format.format(-Math.round(seconds / 3_600), 'hour')
  return format.format(-Math.round(seconds / 86_400), 'day')
}
