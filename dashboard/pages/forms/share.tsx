// Three ways to a form: pasted into a page, of whatever kind of site; by its own address; from paper.
import external from 'lucide:external-link'
import { useId, useState } from 'preact/hooks'
import type { FormSummary } from '../../../contract/form-summary.ts'
import { t } from '../../locale.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Platform, platforms, snippetFor } from './platforms.ts'
import './share.css'

type Shared = Pick<FormSummary, 'slug' | 'name' | 'languages' | 'display'>

export function Share({ form: { slug, name, languages, display } }: { form: Shared }) {
  const [platform, setPlatform] = useState<Platform>('html')
  const id = useId()
  const address = `${location.origin}/f/${slug}`
  const code = `/f/${slug}/qr.svg`
  const asked = {
    origin: location.origin,
    slug,
    language: languages[0],
    isButton: display.place.kind === 'button' || display.trigger.on === 'click',
  }
  return (
    <div class="share">
      <div class="share-part">
        <h3>{t('forms.tag')}</h3>
        <div class="share-platform">
          <label for={id}>{t('share.platform')}</label>
          <select id={id} value={platform} onChange={(event) => setPlatform(event.currentTarget.value as Platform)}>
            {platforms.map((one) => (
              <option key={one} value={one}>
                {t(`share.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <Copyable key={platform} text={snippetFor(platform, asked)} />
        <p class="quiet">{t(`share.${platform}.help`)}</p>
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
