// What the numbers are narrowed to: days, site, form, source, country, device. Each list is what there was anything of.
import type { FormSummary } from '../../../contract/form-summary.ts'
import { devices } from '../../../contract/insight-names.ts'
import { readFunnel } from '../../api/insight.ts'
import { listSites } from '../../api/sites.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Days } from '../home/controls.tsx'
import { countryInWords, deviceInWords, sourceInWords } from '../home/names.ts'
import { type Asked, filterOf, numbersAddressOf } from '../home/span.ts'

type Props = { asked: Asked; forms: FormSummary[]; change: (next: Asked) => void }
type Choice = { value: string; shown: string }

export function Choices({ asked, forms, change }: Props) {
  const filter = filterOf({ ...asked, source: undefined, country: undefined, device: undefined })
  const found = useResource(JSON.stringify(filter), (signal) => readFunnel(filter, signal)).data
  // Sites are for those who may see settings; numbers stand without them.
  const sites = useResource('sites', (signal) =>
    may('site:read') ? listSites(signal) : Promise.resolve({ sites: [] }),
  ).data?.sites
  const named = (rows: { name: string }[] = [], words: (name: string) => string, chosen: string | undefined) => {
    const names = rows.map(({ name }) => name).filter((name) => name !== 'other')
    return [...(chosen && !names.includes(chosen) ? [chosen] : []), ...names].map((value) => ({
      value,
      shown: words(value),
    }))
  }
  return (
    <div class="figure-choices numbers-choices">
      <Days {...{ asked, change }} addressOf={numbersAddressOf} />
      {sites && sites.length > 1 && (
        <Select
          label={t('numbers.site')}
          all={t('numbers.allSites')}
          value={asked.site}
          choices={sites.map(({ id, name }) => ({ value: id, shown: name }))}
          change={(site) => change({ ...asked, site, form: undefined })}
        />
      )}
      <Select
        label={t('home.form')}
        all={t('home.allForms')}
        value={asked.form}
        choices={forms.map(({ slug, name }) => ({ value: slug, shown: name }))}
        change={(form) => change({ ...asked, form, site: undefined })}
      />
      <Select
        label={t('home.source')}
        all={t('home.allSources')}
        value={asked.source}
        choices={named(found?.sources, sourceInWords, asked.source)}
        change={(source) => change({ ...asked, source })}
      />
      <Select
        label={t('numbers.country')}
        all={t('numbers.allCountries')}
        value={asked.country}
        choices={named(found?.countries, countryInWords, asked.country)}
        change={(country) => change({ ...asked, country })}
      />
      <Select
        label={t('numbers.device')}
        all={t('numbers.allDevices')}
        value={asked.device}
        choices={devices.map((value) => ({ value, shown: deviceInWords(value) }))}
        change={(device) => change({ ...asked, device: devices.find((one) => one === device) })}
      />
    </div>
  )
}

type SelectProps = {
  label: string
  all: string
  value: string | undefined
  choices: Choice[]
  change: (value: string | undefined) => void
}

const Select = ({ label, all, value, choices, change }: SelectProps) => (
  <label>
    <span class="unseen">{label}</span>
    <select value={value ?? ''} onChange={({ currentTarget }) => change(currentTarget.value || undefined)}>
      <option value="">{all}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.shown}
        </option>
      ))}
    </select>
  </label>
)
