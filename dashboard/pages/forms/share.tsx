// Three ways to a form: pasted into a page, by its own address, from paper.
import external from 'lucide:external-link'
import type { FormSummary } from '../../api/forms.ts'
import { t } from '../../locale.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Icon } from '../../ui/icon.tsx'

export function Share({ form: { slug, name, languages } }: { form: FormSummary }) {
  const address = `${location.origin}/f/${slug}`
  const code = `/f/${slug}/qr.svg`
  return (
    <div class="share">
      <div class="share-part">
        <h3>{t('forms.tag')}</h3>
        <Copyable text={tagOf(slug, address, languages[0])} />
        <p class="quiet">{t('forms.tagHelp')}</p>
      </div>
      <div class="share-part">
        <h3>{t('forms.address')}</h3>
        <Copyable text={address} />
        <p class="quiet">
          {t('forms.addressHelp')}{' '}
          <a href={address} target="_blank" rel="noopener">
            {t('forms.open')} <Icon shapes={external} />
            <span class="unseen">({t('app.newTab')})</span>
          </a>
        </p>
      </div>
      <div class="share-code">
        <img src={code} width="144" height="144" alt={t('forms.codeAlt', { name })} />
        <a href={code} download={`${slug}.svg`}>
          {t('forms.codeSave')}
        </a>
      </div>
    </div>
  )
}

// What stands in the page is read by its visitors, so it is said in the form's language and not in the reader's.
function tagOf(slug: string, address: string, language = 'en'): string {
  const words = language.startsWith('fr') ? 'Ouvrir le formulaire' : 'Open the form'
  return (
    `<script async src="${location.origin}/e/${slug}.js"></script>\n` +
    `<noscript><a href="${address}">${words}</a></noscript>`
  )
}
