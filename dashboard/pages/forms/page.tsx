// The forms, and how each reaches people: the tag to paste, the address to share, the code to print.
import { displaySentence } from '../../../contract/display-sentence.ts'
import type { FormSummary } from '../../api/forms.ts'
import { listForms } from '../../api/forms.ts'
import { locale, nameOf, t } from '../../locale.ts'
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

/** How visitors come to see it, and how far its offer has come. */
function shown({ display, taken }: FormSummary): string {
  const most = display.closes?.after
  const sentence = displaySentence(display, locale.value)
  return most ? `${sentence} ${t('forms.taken', { taken: taken ?? 0, most })}` : sentence
}

const FormSection = ({ form }: { form: FormSummary }) => (
  <article class="form-section" aria-labelledby={`form-${form.slug}`}>
    <div>
      <h2 id={`form-${form.slug}`}>{form.name}</h2>
      <p class="quiet">
        {form.version === null ? t('forms.draft') : t('forms.version', { n: form.version })}
        {` · ${form.languages.map((tag) => nameOf('language', tag)).join(', ')}`}
      </p>
      <p>{shown(form)}</p>
    </div>
    {form.version === null ? <p class="quiet">{t('forms.draftHelp')}</p> : <Share form={form} />}
  </article>
)
