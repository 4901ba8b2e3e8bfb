// What visitors may agree to: a box for each purpose, never ticked beforehand and never required, with what would make it worthless.
import plus from 'lucide:plus'
import type { Consent } from '../../../contract/consent.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import { idOf, useBuilder } from './builder.ts'
import { Pick, Plain, Row, Words } from './controls.tsx'
import { freeKey, moveIn, setAt } from './edits.ts'

export function Consents({ controller }: { controller: boolean | undefined }) {
  const { keeping, readOnly, variant } = useBuilder()
  const draft = keeping.draft.value
  const { consents } = draft
  const put = (next: Consent[]) => keeping.edit(setAt(draft, ['consents'], next))
  const add = () => {
    const purpose = freeKey(
      'newsletter',
      consents.map(({ purpose }) => purpose.replaceAll('-', '_')),
    ).replaceAll('_', '-')
    put([...consents, { purpose, basis: 'consent', label: { [draft.defaultLanguage]: t('b.consents.first') } }])
    requestAnimationFrame(() => {
      const input = document.getElementById(idOf(['consents', consents.length, 'label'])) as HTMLTextAreaElement | null
      input?.focus()
      input?.select()
    })
  }
  return (
    <div class="b-grid">
      <p class="quiet">{t('b.consents.help')}</p>
      {controller === false && (
        <p class="b-wrong">
          {t('b.consents.noController')} <a href="/dashboard/settings">{t('b.consents.toSettings')}</a>
        </p>
      )}
      {consents.length === 0 && <p>{t('b.consents.none')}</p>}
      {consents.map((consent, at) => (
        <section class="b-consent" key={at} aria-label={t('b.consents.one', { n: at + 1 })} id={idOf(['consents', at])}>
          <p class="b-box">
            <span class="b-unticked" aria-hidden="true" />
            <span>{consent.label[draft.defaultLanguage] || t('builder.unnamed')}</span>
          </p>
          <Words path={['consents', at, 'label']} label={t('b.consents.label')} max={500} long />
          <Words
            path={['consents', at, 'detail']}
            label={t('b.consents.detail')}
            help={t('b.consents.detailHelp')}
            max={1_000}
            long
          />
          <div class="b-pair">
            <Pick
              path={['consents', at, 'basis']}
              label={t('b.consents.basis')}
              options={[
                ['consent', t('b.consents.basis.consent')],
                ['legitimate_interest', t('b.consents.basis.legitimate_interest')],
              ]}
            />
            <Plain
              path={['consents', at, 'purpose']}
              label={t('b.consents.purpose')}
              help={t('b.consents.purposeHelp')}
              max={40}
              required
            />
          </div>
          {!readOnly && (
            <div class="b-field-actions">
              <button type="button" disabled={at === 0} onClick={() => put(moveIn(consents, at, at - 1))}>
                {t('builder.up')}
              </button>
              <button
                type="button"
                disabled={at === consents.length - 1}
                onClick={() => put(moveIn(consents, at, at + 1))}
              >
                {t('builder.down')}
              </button>
              <button type="button" class="danger-quiet" onClick={() => put(consents.toSpliced(at, 1))}>
                {t('builder.remove')}
              </button>
            </div>
          )}
        </section>
      ))}
      {!readOnly && consents.length < 8 && (
        <p>
          <button type="button" onClick={add}>
            <Icon shapes={plus} />
            {t('b.consents.add')}
          </button>
        </p>
      )}
      {!variant && (
        <Row
          path={['delivery', 'confirm']}
          label={t('b.consents.proof')}
          help={t(`b.delivery.confirm.${draft.delivery.confirm}.help`)}
        >
          {(id, described) => (
            <select
              id={id}
              aria-describedby={described}
              value={draft.delivery.confirm}
              onChange={(event) => keeping.edit(setAt(draft, ['delivery', 'confirm'], event.currentTarget.value))}
            >
              {(['off', 'consents', 'magnet'] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`b.delivery.confirm.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Row>
      )}
    </div>
  )
}
