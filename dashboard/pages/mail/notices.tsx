// What the team of each site is told by mail: how often, where that goes, in which language.
import { useState } from 'preact/hooks'
import { noticeRhythms } from '../../../contract/site-names.ts'
import { changeSite, listSites, type Site } from '../../api/sites.ts'
import { locale, localeTags, nameOf, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

export function NoticesPart() {
  const { data, failure, retry } = useResource('sites', listSites)
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data) return <p class="quiet">{t('app.loading')}</p>
  return (
    <>
      {data.sites.map((site) => (
        <Notices key={site.id} site={site} isOne={data.sites.length === 1} />
      ))}
    </>
  )
}

function Notices({ site, isOne }: { site: Site; isOne: boolean }) {
  const [how, setHow] = useState(site.notices?.how ?? 'each')
  const [to, setTo] = useState(site.notices?.to ?? '')
  const [language, setLanguage] = useState(site.notices?.language ?? '')
  const { busy, failure, work } = useWork()
  const readOnly = !may('site:write')
  // What tells of many has no visitor whose language it could be in.
  const written = language || (how === 'daily' ? locale.value : '')

  async function save(event: Event) {
    event.preventDefault()
    const notices = { how, to: to.trim() || undefined, language: written || undefined }
    if (await work(() => changeSite(site.id, { notices }))) say(t(`notices.saved.${how}`))
  }

  return (
    <section class="sender">
      {!isOne && <h2>{site.name}</h2>}
      <p class="quiet">{t('notices.help')}</p>
      <form class="fields" noValidate onSubmit={save}>
        <fieldset disabled={readOnly}>
          <legend>{t('notices.how')}</legend>
          {noticeRhythms.map((one) => (
            <label key={one} class="option">
              <input type="radio" name={`how-${site.id}`} checked={how === one} onChange={() => setHow(one)} />
              <span>
                {t(`notices.${one}`)}
                <span>{t(`notices.${one}.help`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field label={t('notices.to')} help={t('notices.toHelp')} wrong={failure?.fields['notices.to']}>
          {(described) => (
            <input
              {...described}
              type="email"
              maxLength={254}
              autoComplete="off"
              readOnly={readOnly}
              value={to}
              onInput={(event) => setTo(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('notices.language')}>
          {(described) => (
            <select
              {...described}
              disabled={readOnly}
              value={written}
              onChange={(event) => setLanguage(event.currentTarget.value)}
            >
              {how !== 'daily' && <option value="">{t('notices.visitors')}</option>}
              {localeTags.map((tag) => (
                <option key={tag} value={tag}>
                  {nameOf('language', tag)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Refused failure={failure} known={['notices.to']} />
        {readOnly ? (
          <p class="quiet">{t('settings.readOnly')}</p>
        ) : (
          <button type="submit" class="primary" disabled={busy}>
            {t('notices.save')}
          </button>
        )}
      </form>
    </section>
  )
}
