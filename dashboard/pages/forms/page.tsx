// The forms: how each shows and does, and what can be done with it.

import plus from 'lucide:plus'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { displaySentence } from '../../../contract/display-sentence.ts'
import type { FormSummary } from '../../../contract/form-summary.ts'
import type { FormsNumbers } from '../../../contract/insight.ts'
import { archiveForm, deleteForm, listForms, reopenForm } from '../../api/forms.ts'
import { readFormsNumbers } from '../../api/insight.ts'
import { locale, nameOf, number, t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { Begin, type Beginning } from './begin.tsx'
import { Share } from './share.tsx'
import './forms.css'

type Numbers = FormsNumbers['forms'][number]
type Doing = { form: FormSummary; what: 'archive' | 'delete' }

export function FormsPage() {
  const { route } = useLocation()
  const { data, failure, retry } = useResource('forms', listForms)
  // Numbers are for those who see leads; the list stands without them.
  const numbers = useResource('forms-numbers', readFormsNumbers)
  const [begun, setBegun] = useState<Beginning>()
  const [doing, setDoing] = useState<Doing>()
  const mayWrite = may('forms:write')
  const done = async (work: () => Promise<unknown>, words: string) => {
    try {
      await work()
      say(words)
      retry()
    } catch (error) {
      say(t(`error.${asFailure(error).code}`))
    }
  }
  const section = (form: FormSummary) => (
    <FormSection
      key={form.slug}
      form={form}
      numbers={numbers.data?.forms.find(({ slug }) => slug === form.slug)}
      duplicate={() => setBegun({ form: form.slug, name: t('forms.copyOf', { name: form.name }) })}
      ask={(what) => setDoing({ form, what })}
      reopen={() => done(() => reopenForm(form.slug), t('forms.reopened', { name: form.name }))}
    />
  )
  const shown = data?.forms.filter(({ archivedAt }) => !archivedAt)
  const archived = data?.forms.filter(({ archivedAt }) => archivedAt)
  return (
    <>
      <div class="page-head">
        <Heading>{t('forms.title')}</Heading>
        {mayWrite && (
          <button type="button" class="primary" onClick={() => setBegun({ template: 'livre-blanc' })}>
            <Icon shapes={plus} />
            {t('forms.new')}
          </button>
        )}
      </div>
      <div aria-busy={!data && !failure}>
        {!data && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.forms.length === 0 && (
          <Notice title={t('forms.empty')}>
            <p>{t('forms.emptyHelp')}</p>
          </Notice>
        )}
        {shown?.map(section)}
        {Boolean(archived?.length) && (
          <details class="forms-archived">
            <summary>{t('forms.archivedOnes', { n: archived!.length })}</summary>
            {archived!.map(section)}
          </details>
        )}
      </div>
      {begun && (
        <Begin
          beginning={begun}
          taken={data?.forms.map(({ slug }) => slug) ?? []}
          close={() => setBegun(undefined)}
          done={(slug) => route(`/dashboard/forms/${slug}`)}
        />
      )}
      {doing && (
        <Dialog title={t(`forms.${doing.what}.title`, { name: doing.form.name })} close={() => setDoing(undefined)}>
          <p>{t(`forms.${doing.what}.help`)}</p>
          <div class="actions">
            <button type="button" onClick={() => setDoing(undefined)}>
              {t('app.cancel')}
            </button>
            <button
              type="button"
              class="danger"
              onClick={() => {
                setDoing(undefined)
                const { form, what } = doing
                const work = what === 'archive' ? archiveForm : deleteForm
                void done(() => work(form.slug), t(`forms.${what}.done`, { name: form.name }))
              }}
            >
              {t(`forms.${doing.what}`)}
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}

/** How visitors come to see it, and how far its offer has come. */
function shown({ display, taken }: FormSummary): string {
  const most = display.closes?.after
  const sentence = displaySentence(display, locale.value)
  return most ? `${sentence} ${t('forms.taken', { taken: taken ?? 0, most })}` : sentence
}

function standing({ version, archivedAt, publishedAt, draftAt }: FormSummary): string {
  if (archivedAt) return t('forms.archived')
  if (version === null) return t('forms.draft')
  const words = t('forms.version', { n: version })
  return publishedAt && draftAt > publishedAt ? `${words} · ${t('forms.changed')}` : words
}

type SectionProps = {
  form: FormSummary
  numbers: Numbers | undefined
  duplicate: () => void
  ask: (what: Doing['what']) => void
  reopen: () => void
}

function FormSection({ form, numbers, duplicate, ask, reopen }: SectionProps) {
  const [isShared, setShared] = useState(false)
  const address = `/dashboard/forms/${form.slug}`
  const isPublished = form.version !== null && !form.archivedAt
  const mayWrite = may('forms:write')
  return (
    <article class="form-section" aria-labelledby={`form-${form.slug}`}>
      <div>
        <h2 id={`form-${form.slug}`}>
          <a href={address} data-row>
            {form.name}
          </a>
        </h2>
        <p class="quiet">
          {standing(form)}
          {` · /f/${form.slug} · ${form.languages.map((tag) => nameOf('language', tag)).join(', ')}`}
        </p>
        <p>{shown(form)}</p>
      </div>
      {numbers && form.version !== null && <FormNumbers {...{ numbers, form }} />}
      <div class="form-actions">
        <a class="button" href={address}>
          {t(mayWrite ? 'forms.edit' : 'forms.look')}
          <span class="unseen"> {form.name}</span>
        </a>
        {isPublished && (
          <button type="button" aria-expanded={isShared} onClick={() => setShared(!isShared)}>
            {t('forms.install')}
            <span class="unseen"> {form.name}</span>
          </button>
        )}
        {mayWrite && (
          <Menu label={t('forms.more')}>
            {(close) => (
              <>
                {isPublished && (
                  <a class="menu-item" href={`${address}/tests`}>
                    {t('forms.tests')}
                  </a>
                )}
                <Item words={t('forms.duplicate')} run={duplicate} close={close} />
                {isPublished && <Item words={t('forms.archive')} run={() => ask('archive')} close={close} />}
                {form.archivedAt && <Item words={t('forms.reopen')} run={reopen} close={close} />}
                {form.version === null && <Item words={t('forms.delete')} run={() => ask('delete')} close={close} />}
              </>
            )}
          </Menu>
        )}
      </div>
      {isShared && (
        <div class="form-more">
          <Share form={form} />
        </div>
      )}
    </article>
  )
}

const Item = ({ words, run, close }: { words: string; run: () => void; close: () => void }) => (
  <button
    type="button"
    class="menu-item"
    onClick={() => {
      close()
      run()
    }}
  >
    {words}
  </button>
)

const FormNumbers = ({ numbers, form: { slug, name } }: { numbers: Numbers; form: FormSummary }) => (
  <div>
    <dl class="form-numbers" aria-label={t('forms.numbers')} title={t('forms.numbers')}>
      {(['views', 'starts', 'submissions'] as const).map((step) => (
        <div key={step}>
          <dt>{t(`forms.${step}`)}</dt>
          <dd>{number(numbers[step])}</dd>
        </div>
      ))}
    </dl>
    <p class="form-detail">
      <a href={`/dashboard/numbers?form=${slug}`}>
        {t('forms.detail')}
        <span class="unseen"> ({name})</span>
      </a>
    </p>
  </div>
)
