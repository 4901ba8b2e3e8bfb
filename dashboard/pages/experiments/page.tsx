// The tests of one form: the one under way, and what earlier ones found.
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { ExperimentSummary } from '../../../contract/experiment.ts'
import { beginExperiment, listExperiments, readExperiment } from '../../api/experiments.ts'
import { type Draft, readDraft } from '../../api/forms.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { useWork } from '../../work.ts'
import { Outcome } from './outcome.tsx'
import { Preparing } from './preparing.tsx'
import { Variants } from './variants.tsx'
import { standingOf } from './words.ts'
import './experiments.css'

export function TestsPage() {
  const { params } = useRoute()
  const slug = params.slug ?? ''
  const { data, failure, retry } = useResource(`tests-${slug}`, async (signal) => {
    const [form, page] = await Promise.all([readDraft(slug, signal), listExperiments(slug, undefined, signal)])
    return { form, page }
  })
  const asked = params.number
    ? Number(params.number)
    : data?.page.experiments.find(({ state }) => state !== 'ended')?.number
  return (
    <div class="tests-page">
      <div>
        <p>
          <a class="t-back" href={`/dashboard/forms/${slug}`}>
            {data?.form.draft.name ?? slug}
          </a>
        </p>
        <Heading>{t('tests.title', { name: data?.form.draft.name ?? slug })}</Heading>
        <p class="t-lede">{t('tests.lede')}</p>
      </div>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {!data && !failure && <p class="quiet">{t('app.loading')}</p>}
      {data && asked && <One key={asked} slug={slug} number={asked} changed={retry} />}
      {data && !data.page.experiments.some(({ state }) => state !== 'ended') && (
        <Beginning slug={slug} form={data.form} isFirst={!data.page.experiments.length} changed={retry} />
      )}
      {data && <Past slug={slug} page={data.page} shown={asked} />}
    </div>
  )
}

type OneProps = { slug: string; number: number; changed: () => void }

function One({ slug, number, changed }: OneProps) {
  const { route } = useLocation()
  const {
    data: test,
    failure,
    retry,
  } = useResource(`test-${slug}-${number}`, (signal) => readExperiment(slug, number, signal))
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!test) return <p class="quiet">{t('app.loading')}</p>
  const isDraft = test.state === 'draft'
  const mayEdit = isDraft && may('forms:write')
  const again = () => {
    retry()
    changed()
  }
  return (
    <article class="t-one" aria-labelledby="t-name">
      <div class="t-one-head">
        <h2 id="t-name">{test.name}</h2>
        <p class="quiet">{standingOf(test)}</p>
      </div>
      {!isDraft && <Outcome slug={slug} test={test} changed={again} />}
      <Variants slug={slug} test={test} mayEdit={mayEdit} changed={retry} />
      {mayEdit && (
        <Preparing
          slug={slug}
          test={test}
          changed={isDraft ? retry : again}
          gone={() => {
            route(`/dashboard/forms/${slug}/tests`)
            changed()
          }}
        />
      )}
    </article>
  )
}

type BeginningProps = { slug: string; form: Draft; isFirst: boolean; changed: () => void }

function Beginning({ slug, form: { version, archivedAt }, isFirst, changed }: BeginningProps) {
  const { busy, failure, work } = useWork()
  const [name, setName] = useState('')
  const { route } = useLocation()
  if (version === null || archivedAt)
    return (
      <Notice title={t('tests.empty')}>
        <p>{t('tests.unpublished')}</p>
        <a class="button" href={`/dashboard/forms/${slug}/publish`}>
          {t('tests.toForm')}
        </a>
      </Notice>
    )
  if (!may('forms:write')) return isFirst ? <Notice title={t('tests.empty')} /> : null
  const begin = async (event: Event) => {
    event.preventDefault()
    await work(async () => {
      const { number } = await beginExperiment(slug, { name: name.trim() })
      route(`/dashboard/forms/${slug}/tests/${number}`)
      changed()
    })
  }
  return (
    <section class="t-begin" aria-labelledby="t-begin">
      <h2 id="t-begin">{t(isFirst ? 'tests.empty' : 'tests.begin')}</h2>
      <p>{t('tests.emptyHelp')}</p>
      <form onSubmit={begin}>
        <label for="t-new">{t('tests.name')}</label>
        <input
          id="t-new"
          value={name}
          maxLength={80}
          required
          aria-describedby="t-new-help"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <p class="quiet" id="t-new-help">
          {t('tests.nameHelp')}
        </p>
        {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
        <div class="actions">
          <button type="submit" class="primary" disabled={busy}>
            {t(busy ? 'tests.beginning' : 'tests.begin')}
          </button>
        </div>
      </form>
    </section>
  )
}

type PastProps = {
  slug: string
  page: { experiments: ExperimentSummary[]; next: number | null }
  shown: number | undefined
}

function Past({ slug, page, shown }: PastProps) {
  const [older, setOlder] = useState<PastProps['page']>()
  const { busy, failure, work } = useWork()
  const all = [...page.experiments, ...(older?.experiments ?? [])]
  const next = older ? older.next : page.next
  const others = all.filter(({ number }) => number !== shown)
  if (!others.length) return null
  return (
    <section aria-labelledby="t-past">
      <h2 id="t-past">{t('tests.past')}</h2>
      <ul class="t-past">
        {others.map((test) => (
          <li key={test.number}>
            <a href={`/dashboard/forms/${slug}/tests/${test.number}`}>{test.name}</a>
            <span class="quiet">{standingOf(test)}</span>
          </li>
        ))}
      </ul>
      {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
      {next && (
        <button
          type="button"
          disabled={busy}
          onClick={() =>
            work(async () => {
              const more = await listExperiments(slug, next)
              setOlder({ ...more, experiments: [...(older?.experiments ?? []), ...more.experiments] })
            })
          }
        >
          {t('tests.more')}
        </button>
      )}
    </section>
  )
}
