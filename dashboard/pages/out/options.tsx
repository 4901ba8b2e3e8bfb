// What is the same for everybody in the file.
import type { ImportPlanInput } from '../../../contract/import.ts'
import { t } from '../../locale.ts'
import { stageNames } from '../../stages.ts'
import { Field } from '../../ui/field.tsx'

export type OptionsState = Required<Pick<ImportPlanInput, 'site' | 'dates' | 'stage' | 'wrong'>> & { tags: string }

export const optionsAtFirst = (site: string): OptionsState => ({
  site,
  dates: 'day_first',
  stage: 'lead',
  wrong: 'refuse',
  tags: `import ${new Date().toISOString().slice(0, 7)}`,
})

type Props = { options: OptionsState; change: (options: OptionsState) => void; sites: { id: string; name: string }[] }

export function Options({ options, change, sites }: Props) {
  const set = (some: Partial<OptionsState>) => change({ ...options, ...some })
  return (
    <section class="out-part" aria-labelledby="options-title">
      <h2 id="options-title">{t('import.options')}</h2>
      <div class="fields out-fields out-two">
        {sites.length > 1 && (
          <Field label={t('import.site')}>
            {(described) => (
              <select
                {...described}
                value={options.site}
                onChange={(event) => set({ site: event.currentTarget.value })}
              >
                {sites.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('import.tags')} help={t('import.tagsHelp')}>
          {(described) => (
            <input
              {...described}
              value={options.tags}
              maxLength={200}
              autoComplete="off"
              onInput={(event) => set({ tags: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('import.stage')} help={t('import.stageHelp')}>
          {(described) => (
            <select
              {...described}
              value={options.stage}
              onChange={(event) => set({ stage: event.currentTarget.value as OptionsState['stage'] })}
            >
              {stageNames.map((one) => (
                <option key={one} value={one}>
                  {t(`stage.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('import.dates')}>
          {(described) => (
            <select
              {...described}
              value={options.dates}
              onChange={(event) => set({ dates: event.currentTarget.value as OptionsState['dates'] })}
            >
              <option value="day_first">{t('import.dates.day_first')}</option>
              <option value="month_first">{t('import.dates.month_first')}</option>
            </select>
          )}
        </Field>
        <Field label={t('import.wrong')} help={t('import.wrongHelp')}>
          {(described) => (
            <select
              {...described}
              value={options.wrong}
              onChange={(event) => set({ wrong: event.currentTarget.value as OptionsState['wrong'] })}
            >
              <option value="refuse">{t('import.wrong.refuse')}</option>
              <option value="leave_out">{t('import.wrong.leave_out')}</option>
            </select>
          )}
        </Field>
      </div>
    </section>
  )
}
