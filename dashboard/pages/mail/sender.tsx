// How mail of each site introduces itself.
import { useState } from 'preact/hooks'
import { readTransport } from '../../api/mail.ts'
import { changeSite, listSites, type Site } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

export function SenderPart() {
  const { data, failure, retry } = useResource('sites', listSites)
  const { data: transport } = useResource('transport', readTransport)
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data) return <p class="quiet">{t('app.loading')}</p>
  return (
    <>
      {data.sites.map((site) => (
        <Sender key={site.id} site={site} from={transport?.from ?? null} isOne={data.sites.length === 1} />
      ))}
    </>
  )
}

function Sender({ site, from, isOne }: { site: Site; from: string | null; isOne: boolean }) {
  const [name, setName] = useState(site.mail?.name ?? '')
  const [replyTo, setReplyTo] = useState(site.mail?.replyTo ?? '')
  const { busy, failure, work } = useWork()
  const readOnly = !may('site:write')
  const address = /<([^<>]+)>/.exec(from ?? '')?.[1] ?? from

  async function save(event: Event) {
    event.preventDefault()
    const mail = { name: name.trim() || undefined, replyTo: replyTo.trim() || undefined }
    if (await work(() => changeSite(site.id, { mail }))) say(t('sender.saved'))
  }

  return (
    <section class="sender">
      {!isOne && <h2>{site.name}</h2>}
      <p class="quiet">{t('sender.help', { from: address ?? t('sender.noFrom') })}</p>
      <form class="fields" noValidate onSubmit={save}>
        <Field
          label={t('sender.name')}
          help={t('sender.nameHelp', { site: site.name })}
          wrong={failure?.fields['mail.name']}
        >
          {(described) => (
            <input
              {...described}
              maxLength={100}
              autoComplete="off"
              readOnly={readOnly}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field
          label={t('sender.replyTo')}
          help={t('sender.replyToHelp', { contact: site.controller?.contact ?? t('sender.noContact') })}
          wrong={failure?.fields['mail.replyTo']}
        >
          {(described) => (
            <input
              {...described}
              type="email"
              maxLength={254}
              autoComplete="off"
              readOnly={readOnly}
              value={replyTo}
              onInput={(event) => setReplyTo(event.currentTarget.value)}
            />
          )}
        </Field>
        <p>{t('sender.shown', { shown: `${name.trim() || site.name}${address ? ` <${address}>` : ''}` })}</p>
        <Refused failure={failure} known={['mail.name', 'mail.replyTo']} />
        {readOnly ? (
          <p class="quiet">{t('settings.readOnly')}</p>
        ) : (
          <button type="submit" class="primary" disabled={busy}>
            {t('sender.save')}
          </button>
        )}
      </form>
    </section>
  )
}
