// What is given in exchange, how it reaches its person, and in which words.
import { listGiven } from '../../api/forms.ts'
import { count, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { useBuilder } from './builder.ts'
import { Numeric, Pick, Tick, Words } from './controls.tsx'

const mails = ['deliver', 'confirm', 'reminder', 'renew'] as const

export function Delivery() {
  const { keeping, preview } = useBuilder()
  const draft = keeping.draft.value
  const { data, failure } = useResource('given', listGiven)
  const chosen = data?.magnets.find(({ id }) => id === draft.magnet)
  const isEmpty = preview?.missing?.magnet || (chosen?.kind === 'file' && !chosen.file)
  return (
    <div class="b-grid">
      <Pick
        path={['magnet']}
        label={t('b.delivery.magnet')}
        options={[
          ['', t('b.delivery.noMagnet')],
          ...(draft.magnet && !chosen
            ? [[draft.magnet, t(data ? 'b.delivery.goneMagnet' : 'app.loading')] as const]
            : []),
          ...(data?.magnets.map(({ id, name, kind }) => [id, `${name} · ${t(`b.magnetKind.${kind}`)}`] as const) ?? []),
        ]}
        help={
          <>
            {failure && `${t(`error.${failure.code}`)} `}
            {isEmpty && <span class="b-wrong">{t('b.delivery.emptyMagnet')} </span>}
            {chosen?.stock && `${count('b.delivery.left', chosen.stock.left)} `}
            <a href="/dashboard/magnets">{t('b.delivery.toMagnets')}</a>
          </>
        }
      />
      <Pick
        path={['delivery', 'confirm']}
        label={t('b.delivery.confirm')}
        help={t(`b.delivery.confirm.${draft.delivery.confirm}.help`)}
        options={(['off', 'consents', 'magnet'] as const).map((one) => [one, t(`b.delivery.confirm.${one}`)])}
      />
      {draft.delivery.confirm !== 'off' && (
        <Numeric
          path={['delivery', 'remindAfterDays']}
          label={t('b.delivery.remind')}
          help={t('b.delivery.remindHelp')}
          min={1}
          max={10}
        />
      )}
      <div class="b-ticks">
        {draft.magnet && (
          <Tick path={['delivery', 'byMail']} label={t('b.delivery.byMail')} help={t('b.delivery.byMailHelp')} />
        )}
        <Tick
          path={['delivery', 'notice']}
          label={t('b.delivery.notice')}
          help={t('b.delivery.noticeHelp')}
          put={(isTicked) => isTicked || undefined}
        />
      </div>
      {draft.magnet && <Numeric path={['delivery', 'linkDays']} label={t('b.delivery.linkDays')} min={1} max={90} />}
      <h3>{t('b.delivery.mails')}</h3>
      <p class="quiet">
        {t('b.delivery.mailsHelp')} <a href="/dashboard/mail/preview">{t('b.delivery.toPreview')}</a>
      </p>
      {mails.map((mail) => (
        <details key={mail} class="b-more">
          <summary>{t(`mail.template.${mail}`)}</summary>
          <div class="b-grid">
            <Words path={['mails', mail, 'subject']} label={t('b.delivery.subject')} max={150} />
            <Words path={['mails', mail, 'intro']} label={t('b.delivery.intro')} max={2_000} long />
          </div>
        </details>
      ))}
    </div>
  )
}
