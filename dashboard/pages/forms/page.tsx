// The forms, and how each reaches people: the tag to paste, the address to share, the code to print.
import type { FormSummary } from '../../api.ts'
import { listForms } from '../../api.ts'
import { nameOf, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { Share } from './share.tsx'
import './forms.css'

export function FormsPage() {
  const { data, failure, retry } = useResource('forms', listForms)
  return (
    <>
      <div class="page-head">
        <Heading>{t('forms.title')}</Heading>
      </div>
      <div aria-busy={!data && !failure}>
        {!data && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.forms.length === 0 && (
          <Notice title={t('forms.empty')}>
            <p>{t('leads.emptyNoForm')}</p>
          </Notice>
        )}
        {data?.forms.map((form) => (
          <FormSection key={form.slug} form={form} />
        ))}
      </div>
    </>
  )
}

const FormSection = ({ form }: { form: FormSummary }) => (
  <article class="form-section" aria-labelledby={`form-${form.slug}`}>
    <div>
      <h2 id={`form-${form.slug}`}>{form.name}</h2>
      <p class="quiet">
        {form.version === null ? t('forms.draft') : t('forms.version', { n: form.version })}
        {` · ${form.languages.map((tag) => nameOf('language', tag)).join(', ')}`}
      </p>
    </div>
    {form.version === null ? <p class="quiet">{t('forms.draftHelp')}</p> : <Share form={form} />}
  </article>
)
