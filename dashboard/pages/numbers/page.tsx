// All that was counted, narrowed as one likes: question by question of one form, and by where its visitors come from.
import back from 'lucide:arrow-left'
import download from 'lucide:download'
import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Funnel as FunnelNumbers } from '../../../contract/insight.ts'
import type { FieldsFilter, FieldsNumbers } from '../../../contract/insight-fields.ts'
import { listForms } from '../../api/forms.ts'
import { fieldsCsv, numbersCsv, readFields, readFunnel } from '../../api/insight.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { Funnel } from '../home/funnel.tsx'
import { type Asked, addressOf, daysOf, filterOf, numbersAddressOf, readNumbersAsked } from '../home/span.ts'
import { Breakdowns } from './breakdowns.tsx'
import { Choices } from './choices.tsx'
import { Says } from './says.tsx'
import { Stops } from './stops.tsx'
import '../home/figures.css'
import './numbers.css'

export function NumbersPage() {
  const { query, route } = useLocation()
  // Midnight may pass while the page is open; what is shown then stays of one day.
  const [now] = useState(Date.now)
  const forms = useResource('forms', listForms)
  const asked = readNumbersAsked(query, now)
  const published = forms.data?.forms.filter(({ version }) => version !== null)
  // Where there is but one form, nobody has to choose it.
  const only = published?.length === 1 && !asked.form ? published[0]!.slug : asked.form
  const version = asked.form && /^\d{1,6}$/.test(query.version ?? '') ? Number(query.version) : undefined
  const fields = fieldsFilterOf({ ...asked, form: only }, version)
  return (
    <>
      <a class="back" href={addressOf({ ...asked, site: undefined, country: undefined, device: undefined })}>
        <Icon shapes={back} />
        {t('numbers.back')}
      </a>
      <div class="page-head">
        <Heading>{t('numbers.title')}</Heading>
        <Csv asked={asked} fields={fields} />
      </div>
      <Choices asked={asked} forms={forms.data?.forms ?? []} change={(next) => route(numbersAddressOf(next))} />
      {forms.failure && <FailureNotice failure={forms.failure} retry={forms.retry} />}
      {published?.length === 0 && (
        <Notice title={t('numbers.noForm')}>
          <p>{t('numbers.noFormHelp')}</p>
          <p>
            <a href="/dashboard/forms">{t('numbers.toForms')}</a>
          </p>
        </Notice>
      )}
      {Boolean(published?.length) && (
        <div class="numbers-page">
          <Counted asked={asked}>
            {fields ? (
              <Fields filter={fields} asked={asked} />
            ) : (
              <ChooseForm asked={asked} forms={published!.filter(({ archivedAt }) => !archivedAt)} />
            )}
            <Breakdowns asked={asked} filter={filterOf(asked)} />
          </Counted>
        </div>
      )}
    </>
  )
}

function fieldsFilterOf({ form, from, to, source, device }: Asked, version?: number): FieldsFilter | undefined {
  return form ? { form, from, to, source, device, version } : undefined
}

const Csv = ({ asked, fields }: { asked: Asked; fields: FieldsFilter | undefined }) => (
  <Menu label={t('numbers.csv')} icon={download}>
    {(close) => (
      <>
        <a class="menu-item" href={numbersCsv(filterOf(asked))} download onClick={close}>
          {t('numbers.csvNumbers')}
          <span class="second">{t('numbers.csvNumbersHelp')}</span>
        </a>
        {fields && (
          <a class="menu-item" href={fieldsCsv(fields)} download onClick={close}>
            {t('numbers.csvFields')}
            <span class="second">{t('numbers.csvFieldsHelp')}</span>
          </a>
        )}
      </>
    )}
  </Menu>
)

/** The sums, and the rest where there is anything to it. */
function Counted({ asked, children }: { asked: Asked; children: ComponentChildren }) {
  const filter = filterOf(asked)
  const { data, failure, retry } = useResource(JSON.stringify(filter), (signal) => readFunnel(filter, signal))
  // What was shown stays until the next is there, so that nothing jumps.
  const last = useRef(data)
  if (data) last.current = data
  const shown = data ?? last.current
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!shown) return <p class="quiet">{t('app.loading')}</p>
  if (isEmpty(shown))
    return (
      <Notice title={t('home.nothing')}>
        <p>{t('home.nothingHelp')}</p>
      </Notice>
    )
  return (
    <>
      <section class="renewed" aria-labelledby="overall-title" aria-busy={!data}>
        <h2 id="overall-title">{t('home.numbers')}</h2>
        <Funnel funnel={shown} days={daysOf(asked.from, asked.to)} />
      </section>
      {children}
    </>
  )
}

const isEmpty = ({ total, before }: FunnelNumbers) =>
  [total, before].every((sum) => Object.values(sum).every((n) => n === 0))

const ChooseForm = ({ asked, forms }: { asked: Asked; forms: { slug: string; name: string }[] }) => (
  <section aria-labelledby="fields-title">
    <h2 id="fields-title">{t('numbers.fields')}</h2>
    <p>{t('numbers.chooseForm')}</p>
    <ul class="numbers-forms">
      {forms.map(({ slug, name }) => (
        <li key={slug}>
          <a href={numbersAddressOf({ ...asked, form: slug })}>{name}</a> <span class="quiet">/f/{slug}</span>
        </li>
      ))}
    </ul>
  </section>
)

function Fields({ filter, asked }: { filter: FieldsFilter; asked: Asked }) {
  const { data, failure, retry } = useResource(JSON.stringify(filter), (signal) => readFields(filter, signal))
  const last = useRef<FieldsNumbers>(undefined)
  if (data) last.current = data
  const shown = data ?? (last.current?.form.slug === filter.form ? last.current : undefined)
  return (
    <section class="numbers-fields renewed" aria-labelledby="fields-title" aria-busy={!data && !failure}>
      <h2 id="fields-title">{shown ? `${t('numbers.fields')} · ${shown.form.name}` : t('numbers.fields')}</h2>
      {filter.version !== undefined && (
        <p class="numbers-version">
          {t('numbers.ofVersion', { n: filter.version })}{' '}
          <a href={numbersAddressOf(asked)}>{t('numbers.everyVersion')}</a>
        </p>
      )}
      {failure?.code === 'form_unknown' && (
        <Notice title={t('numbers.unpublished')}>
          <p>{t('numbers.unpublishedHelp')}</p>
        </Notice>
      )}
      {failure && failure.code !== 'form_unknown' && <FailureNotice failure={failure} retry={retry} />}
      {!shown && !failure && <p class="quiet">{t('app.loading')}</p>}
      {!failure && shown?.began === 0 && (
        <Notice title={t('numbers.nobody')}>
          <p>{t('numbers.nobodyHelp')}</p>
        </Notice>
      )}
      {!failure && shown && shown.began > 0 && (
        <div class="numbers-found">
          <Says numbers={shown} />
          <div>
            <Stops numbers={shown} />
            {asked.country && <p class="quiet">{t('numbers.noCountry')}</p>}
          </div>
        </div>
      )}
    </section>
  )
}
