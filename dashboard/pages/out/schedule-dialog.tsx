// One export by the clock: who is in it, as what, how often.
import { useState } from 'preact/hooks'
import type { ExportSchedule, ExportSettings } from '../../../contract/export.ts'
import { changeSchedule, createSchedule, type SettingsInput } from '../../api/export.ts'
import { listSegments } from '../../api/segments.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

type Props = { schedule: ExportSchedule | undefined; close: () => void; changed: () => void }

const kinds = ['csv', 'excel-fr', 'xlsx', 'hubspot', 'salesforce', 'brevo', 'mailchimp', 'vcard', 'ndjson'] as const
type Kind = (typeof kinds)[number]

const kindOf = ({ format = 'csv', preset = 'generic' }: Partial<ExportSettings>): Kind =>
  format === 'csv' ? (preset === 'generic' ? 'csv' : preset) : format
const ofKind = (kind: Kind): Pick<SettingsInput, 'format' | 'preset'> =>
  kind === 'csv' || kind === 'xlsx' || kind === 'vcard' || kind === 'ndjson'
    ? { format: kind, preset: 'generic' }
    : { format: 'csv', preset: kind }

export function ScheduleDialog({ schedule, close, changed }: Props) {
  const segments = useResource('segments', listSegments).data?.segments ?? []
  const { busy, failure, work } = useWork()
  const [settings, setSettings] = useState<SettingsInput>(
    schedule?.settings ?? {
      name: '',
      every: 'day',
      weekday: 1,
      hour: 6,
      keep: 7,
      isOn: true,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  )
  const set = (some: Partial<SettingsInput>) => setSettings({ ...settings, ...some })
  const fields = failure?.fields ?? {}

  async function save(event: Event) {
    event.preventDefault()
    const kept = await work(() => (schedule ? changeSchedule(schedule.id, settings) : createSchedule(settings)))
    if (!kept) return
    say(t('schedule.saved'))
    changed()
    close()
  }

  return (
    <Dialog title={t(schedule ? 'schedule.changeTitle' : 'schedule.addTitle')} close={close}>
      <form class="fields" onSubmit={save} noValidate>
        <Field label={t('schedule.name')} wrong={fields.name}>
          {(described) => (
            <input
              {...described}
              value={settings.name}
              maxLength={80}
              autoComplete="off"
              onInput={(event) => set({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('schedule.kind')} help={t(`export.${kindOf(settings)}.help`)}>
          {(described) => (
            <select
              {...described}
              value={kindOf(settings)}
              onChange={(event) => set(ofKind(event.currentTarget.value as Kind))}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`export.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('schedule.whom')} help={segments.length ? undefined : t('schedule.whomHelp')}>
          {(described) => (
            <select
              {...described}
              value={settings.segment ?? (settings.filter ? 'filter' : '')}
              onChange={(event) => {
                const { value } = event.currentTarget
                if (value !== 'filter') set({ segment: value || undefined, filter: undefined })
              }}
            >
              <option value="">{t('schedule.everybody')}</option>
              {settings.filter && <option value="filter">{t('schedule.ofFilter')}</option>}
              {segments.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div class="out-line">
          <Field label={t('schedule.every')}>
            {(described) => (
              <select
                {...described}
                value={settings.every === 'week' ? String(settings.weekday) : 'day'}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  set(value === 'day' ? { every: 'day' } : { every: 'week', weekday: Number(value) })
                }}
              >
                <option value="day">{t('schedule.everyDay')}</option>
                {([1, 2, 3, 4, 5, 6, 7] as const).map((n) => (
                  <option key={n} value={String(n)}>
                    {t('schedule.everyWeek', { day: t(`schedule.day.${n}`) })}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('schedule.hour')}>
            {(described) => (
              <select
                {...described}
                value={String(settings.hour)}
                onChange={(event) => set({ hour: Number(event.currentTarget.value) })}
              >
                {Array.from({ length: 24 }, (_, hour) => (
                  <option key={hour} value={String(hour)}>
                    {`${String(hour).padStart(2, '0')}:00`}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('schedule.keep')} wrong={fields.keep}>
            {(described) => (
              <input
                {...described}
                type="number"
                min={1}
                max={60}
                value={settings.keep}
                onInput={(event) => set({ keep: event.currentTarget.valueAsNumber || 1 })}
              />
            )}
          </Field>
        </div>
        <p class="quiet">{t('schedule.zoneIs', { zone: settings.zone ?? 'UTC' })}</p>
        <label class="option">
          <input
            type="checkbox"
            checked={settings.isOn}
            onChange={(event) => set({ isOn: event.currentTarget.checked })}
          />
          <span>{t('schedule.isOn')}</span>
        </label>
        <p class="quiet">{t('schedule.people')}</p>
        <Refused failure={failure} known={['name', 'keep']} />
        <div class="actions">
          <button type="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="primary" disabled={busy || !settings.name.trim()}>
            {t('schedule.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
