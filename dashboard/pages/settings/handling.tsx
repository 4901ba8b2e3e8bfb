// What the controller declares about the data, for certificates and consent records: under which law, where, and with whom.
import { useState } from 'preact/hooks'
import type { Handling } from '../../../contract/consent.ts'
import { changeSite, type Site } from '../../api/sites.ts'
import { nameOf, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import './handling.css'

type Recipient = Handling['recipients'][number]
type Row = { name: string; role: Recipient['role']; country: string }

const roles = ['processor', 'third_party'] as const
const isCountry = (code: string) => code === '' || /^[A-Z]{2}$/.test(code)
const blank: Row = { name: '', role: 'processor', country: '' }

export function HandlingSettings({ site, saved }: { site: Site; saved: () => void }) {
  const declared = site.handling
  const [jurisdiction, setJurisdiction] = useState(declared?.jurisdiction ?? '')
  const [storage, setStorage] = useState(declared?.storage?.join('\n') ?? '')
  const [recipients, setRecipients] = useState<Row[]>(
    (declared?.recipients ?? []).map((row) => ({ ...row, country: row.country ?? '' })),
  )
  const { busy, failure, work } = useWork()
  const id = `handling-${site.id}`
  const readOnly = !may('site:write')
  const isRight = [jurisdiction, ...recipients.map(({ country }) => country)].every(isCountry)
  const change = (at: number, change: Partial<Row>) =>
    setRecipients(recipients.map((row, index) => (index === at ? { ...row, ...change } : row)))

  async function save(event: Event) {
    event.preventDefault()
    const handling = {
      jurisdiction: jurisdiction || undefined,
      storage: storage.split('\n').filter((line) => line.trim()),
      recipients: recipients
        .filter(({ name }) => name.trim())
        .map((row) => ({ ...row, country: row.country || undefined })),
    }
    if (!(await work(() => changeSite(site.id, { handling })))) return
    say(t('handling.saved'))
    saved()
  }

  return (
    <section class="settings-part" aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t('handling.title')}</h2>
        <p class="quiet">{t('handling.help')}</p>
      </div>
      <form class="handling" onSubmit={save} noValidate>
        <label for={`${id}-law`}>{t('handling.jurisdiction')}</label>
        <div class="handling-line">
          <Country id={`${id}-law`} code={jurisdiction} readOnly={readOnly} typed={setJurisdiction} />
          <span class="quiet">{/^[A-Z]{2}$/.test(jurisdiction) && nameOf('region', jurisdiction)}</span>
        </div>
        <label for={`${id}-storage`}>{t('handling.storage')}</label>
        <textarea
          id={`${id}-storage`}
          rows={2}
          maxLength={2_000}
          readOnly={readOnly}
          value={storage}
          onInput={(event) => setStorage(event.currentTarget.value)}
        />
        <fieldset>
          <legend>{t('handling.recipients')}</legend>
          {recipients.map((row, at) => (
            <div class="handling-row" key={at}>
              <input
                aria-label={t('handling.name')}
                placeholder={t('handling.name')}
                maxLength={200}
                readOnly={readOnly}
                value={row.name}
                onInput={(event) => change(at, { name: event.currentTarget.value })}
              />
              <select
                aria-label={t('handling.role')}
                disabled={readOnly}
                value={row.role}
                onChange={(event) => change(at, { role: event.currentTarget.value as Row['role'] })}
              >
                {roles.map((role) => (
                  <option key={role} value={role}>
                    {t(`handling.${role}`)}
                  </option>
                ))}
              </select>
              <Country code={row.country} readOnly={readOnly} typed={(country) => change(at, { country })} />
              {!readOnly && (
                <button
                  type="button"
                  aria-label={t('handling.remove', { name: row.name || String(at + 1) })}
                  onClick={() => setRecipients(recipients.toSpliced(at, 1))}
                >
                  ×
                </button>
              )}
            </div>
          ))}
          {!readOnly && recipients.length < 30 && (
            <button type="button" onClick={() => setRecipients([...recipients, { ...blank }])}>
              {t('handling.add')}
            </button>
          )}
        </fieldset>
        {!isRight && <p class="wrong">{t('handling.countryWrong')}</p>}
        {!readOnly && (
          <button type="submit" class="primary" disabled={busy || !isRight}>
            {t('handling.save')}
          </button>
        )}
        <div role="status">{failure && <p class="wrong">{t(`error.${failure.code}`)}</p>}</div>
      </form>
    </section>
  )
}

type CountryProps = { id?: string; code: string; readOnly: boolean; typed: (code: string) => void }

const Country = ({ id, code, readOnly, typed }: CountryProps) => (
  <input
    id={id}
    class="handling-country"
    aria-label={id ? undefined : t('handling.country')}
    placeholder="FR"
    maxLength={2}
    autoComplete="off"
    readOnly={readOnly}
    value={code}
    aria-invalid={!isCountry(code)}
    onInput={(event) => typed(event.currentTarget.value.toUpperCase())}
  />
)
