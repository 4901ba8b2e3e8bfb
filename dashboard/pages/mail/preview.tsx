// Any mail of any form as it would read: in each language, on a phone or a computer, light or dark.

import { useState } from 'preact/hooks'
import { templates } from '../../../contract/delivery-names.ts'
import type { FormSummary } from '../../../contract/form-summary.ts'
import { listForms } from '../../api/forms.ts'
import { mailPage, previewPath, readMail } from '../../api/mail.ts'
import { queryOf } from '../../api/request.ts'
import { nameOf, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Choice } from '../../ui/choice.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { MailFrame } from './mail-frame.tsx'

export function PreviewPart() {
  const { data, failure, retry } = useResource('forms', listForms)
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data) return <p class="quiet">{t('app.loading')}</p>
  const [first] = data.forms
  if (!first)
    return (
      <Notice title={t('forms.empty')}>
        <p>{t('leads.emptyNoForm')}</p>
      </Notice>
    )
  return <Chosen forms={data.forms} first={first} />
}

const widths = ['desk', 'phone'] as const
const schemes = ['light', 'dark'] as const

function Chosen({ forms, first }: { forms: FormSummary[]; first: FormSummary }) {
  const [slug, setSlug] = useState(first.slug)
  const [template, setTemplate] = useState<string>('deliver')
  const [wanted, setLanguage] = useState('')
  const [width, setWidth] = useState<(typeof widths)[number]>('desk')
  const [scheme, setScheme] = useState<(typeof schemes)[number]>('light')
  const { languages } = forms.find((form) => form.slug === slug) ?? first
  const language = languages.includes(wanted) ? wanted : languages[0]
  const path = previewPath(slug, template)
  const query = queryOf({ language })
  const { data, failure, retry } = useResource(path + query, (signal) => readMail(path + query, signal))
  return (
    <div class="preview">
      <div class="preview-choices">
        <Choice
          class="preview-choice"
          label={t('mail.form')}
          value={slug}
          choose={setSlug}
          of={forms.map((one) => [one.slug, one.name])}
        />
        <Choice
          class="preview-choice"
          label={t('mail.template')}
          value={template}
          choose={setTemplate}
          of={templates.map((one) => [one, t(`mail.template.${one}`)])}
        />
        <Choice
          class="preview-choice"
          label={t('mail.language')}
          value={language ?? ''}
          choose={setLanguage}
          of={languages.map((tag) => [tag, nameOf('language', tag)])}
        />
        <Choice
          class="preview-choice"
          label={t('mail.width')}
          value={width}
          choose={setWidth}
          of={widths.map((one) => [one, t(`mail.width.${one}`)])}
        />
        <Choice
          class="preview-choice"
          label={t('mail.scheme')}
          value={scheme}
          choose={setScheme}
          of={schemes.map((one) => [one, t(`mail.scheme.${one}`)])}
        />
        <p class="quiet">{t('mail.previewHelp')}</p>
      </div>
      <div aria-busy={!data && !failure}>
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data && <MailFrame mail={data} address={mailPage(path, queryOf({ language, scheme }))} width={width} />}
      </div>
    </div>
  )
}
