// Before visitors see it: what is in the way, what should be looked at, what changes for them; and every version there was.
import { useEffect, useState } from 'preact/hooks'
import type { FormDefinition } from '../../../contract/form.ts'
import { changesBetween } from '../../../contract/form-diff.ts'
import { listExperiments } from '../../api/experiments.ts'
import { listVersions, readVersion, type Version } from '../../api/forms.ts'
import { count, t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import { useWork } from '../../work.ts'
import { pathOf, useBuilder } from './builder.ts'
import { wrongWords } from './controls.tsx'
import { changesInWords, pathInWords } from './words.ts'

export function Publish({ toShare }: { toShare: () => void }) {
  const { keeping, wrong, advice, preview, reveal, readOnly } = useBuilder()
  const draft = keeping.draft.value
  const version = keeping.version.value
  const { busy, failure, work } = useWork()
  const missing = preview?.missing ?? {}
  const stops = [
    ...Object.entries(wrong).map(([key, code]) => ({ path: pathOf(key), words: wrongWords(code) })),
    ...(missing.magnet ? [{ path: ['magnet'], words: t('b.publish.magnet') }] : []),
  ]
  const grave = advice.filter(({ isGrave }) => isGrave)
  const light = advice.filter(({ isGrave }) => !isGrave)
  // What visitors see now, to tell what would change for them.
  const shown = useResource(`shown-${keeping.slug}-${version}`, async (signal) =>
    version === null ? undefined : (await readVersion(keeping.slug, version, signal)).draft,
  )
  const tests = useResource(`running-${keeping.slug}-${version}`, (signal) =>
    listExperiments(keeping.slug, undefined, signal),
  )
  const running = tests.data?.experiments.find(({ state }) => state === 'running')
  const isNew =
    version === null || keeping.archivedAt.value || !shown.data || changesBetween(shown.data, draft).length > 0
  const publish = async () => {
    if (!(await work(keeping.publish))) return
    say(t('b.publish.done', { n: keeping.version.peek() ?? 1 }))
    toShare()
  }
  return (
    <div class="b-grid">
      <section class="b-checks" aria-label={t('b.publish.checks')}>
        <h3>{t('b.publish.checks')}</h3>
        {missing.controller && (
          <p class="b-wrong">
            {t('b.publish.controller')} <a href="/dashboard/settings">{t('b.consents.toSettings')}</a>
          </p>
        )}
        {stops.length > 0 && (
          <ul>
            {stops.map(({ path, words }) => (
              <li key={path.join('.')}>
                <button type="button" class="plain" onClick={() => reveal(path)}>
                  {pathInWords(draft, path)}
                </button>
                <span class="b-wrong">{words}</span>
              </li>
            ))}
          </ul>
        )}
        {[...grave, ...light].length > 0 && (
          <ul>
            {[...grave, ...light].map(({ code, path, values, isGrave }) => (
              <li key={code + path.join('.')}>
                <button type="button" class="plain" onClick={() => reveal(path)}>
                  {pathInWords(draft, path)}
                </button>
                <span class={isGrave ? 'b-wrong' : 'b-hint'}>{t(`b.advice.${code}`, values)}</span>
              </li>
            ))}
          </ul>
        )}
        {!stops.length && !advice.length && !missing.controller && <p>{t('b.publish.clear')}</p>}
      </section>
      {version !== null && (
        <section aria-label={t('b.publish.changes')}>
          <h3>{t('b.publish.changes')}</h3>
          {shown.failure && <FailureNotice failure={shown.failure} retry={shown.retry} />}
          {shown.data && <ChangeList before={shown.data} after={draft} none={t('b.publish.unchanged')} />}
        </section>
      )}
      {keeping.archivedAt.value && <p class="b-hint">{t('b.publish.archived')}</p>}
      {running && (
        <p class="b-hint">
          {t('b.publish.test')}{' '}
          <a href={`/dashboard/forms/${keeping.slug}/tests/${running.number}`}>{t('b.publish.toTest')}</a>
        </p>
      )}
      {!readOnly && (
        <div class="b-publish">
          <button
            type="button"
            class="primary"
            disabled={busy || stops.length > 0 || Boolean(missing.controller) || !isNew}
            onClick={publish}
          >
            {t(version === null ? 'b.publish.first' : 'b.publish.again')}
          </button>
          <div role="status">
            {failure && (
              <p class="b-wrong">
                {failure.code === 'conflict'
                  ? t('b.publish.conflict')
                  : failure.code === 'invalid'
                    ? t('b.publish.unsaved')
                    : t(`error.${failure.code}`)}
              </p>
            )}
          </div>
        </div>
      )}
      {version !== null && <Versions key={version} slug={keeping.slug} />}
    </div>
  )
}

export function ChangeList({ before, after, none }: { before: FormDefinition; after: FormDefinition; none: string }) {
  const changes = changesInWords(before, after)
  if (!changes.length) return <p class="quiet">{none}</p>
  return (
    <ul class="b-changes">
      {changes.slice(0, 60).map((change) => (
        <li key={change}>{change}</li>
      ))}
      {changes.length > 60 && <li class="quiet">{count('b.publish.more', changes.length - 60)}</li>}
    </ul>
  )
}

function Versions({ slug }: { slug: string }) {
  const [versions, setVersions] = useState<Version[]>([])
  const [next, setNext] = useState<number | null | undefined>(undefined)
  const { busy, failure, work } = useWork()
  const more = (before?: number) =>
    work(async () => {
      const page = await listVersions(slug, before)
      setVersions((known) => [...(before ? known : []), ...page.versions])
      setNext(page.next)
    })
  useEffect(() => void more(), [slug])
  return (
    <section aria-label={t('b.versions.title')} aria-busy={busy}>
      <h3>{t('b.versions.title')}</h3>
      {failure && <p class="b-wrong">{t(`error.${failure.code}`)}</p>}
      <ul class="b-versions">
        {versions.map((version) => (
          <OneVersion key={version.version} version={version} slug={slug} />
        ))}
      </ul>
      {next && (
        <button type="button" disabled={busy} onClick={() => more(next)}>
          {t('b.versions.more')}
        </button>
      )}
    </section>
  )
}

function OneVersion({ version: { version, publishedAt, isShown, variant }, slug }: { version: Version; slug: string }) {
  const { keeping, readOnly } = useBuilder()
  const [read, setRead] = useState<FormDefinition>()
  const { failure, work } = useWork()
  const open = () => work(async () => setRead((await readVersion(slug, version)).draft))
  const restore = async () => {
    try {
      const { draft } = await readVersion(slug, version)
      keeping.edit(draft)
      say(t('b.versions.restored', { n: version }))
    } catch (error) {
      say(t(`error.${asFailure(error).code}`))
    }
  }
  return (
    <li>
      <div class="b-version">
        <span>
          {t('b.versions.one', { n: version })}
          {isShown && <strong> · {t('b.versions.shown')}</strong>}
        </span>
        <span class="quiet">
          <Time at={publishedAt} />
          {variant && (
            <a class="second" href={`/dashboard/forms/${slug}/tests/${variant.number}`}>
              {t('b.versions.tried', { name: variant.name, letter: variant.letter.toUpperCase() })}
            </a>
          )}
        </span>
        <span class="b-field-actions">
          <button
            type="button"
            class="plain"
            aria-expanded={Boolean(read)}
            onClick={() => (read ? setRead(undefined) : open())}
          >
            {t('b.versions.compare')}
            <span class="unseen"> {t('b.versions.one', { n: version })}</span>
          </button>
          {!readOnly && (
            <button type="button" class="plain" onClick={restore}>
              {t('b.versions.restore')}
              <span class="unseen"> {t('b.versions.one', { n: version })}</span>
            </button>
          )}
        </span>
      </div>
      {failure && <p class="b-wrong">{t(`error.${failure.code}`)}</p>}
      {read && <ChangeList before={read} after={keeping.draft.value} none={t('b.versions.same')} />}
    </li>
  )
}
