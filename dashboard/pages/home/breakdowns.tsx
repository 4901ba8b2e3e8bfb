// The same numbers by form, by source, by country and by device.
import type { ComponentChildren } from 'preact'
import type { Counts, Funnel } from '../../../contract/insight.ts'
import { number, t } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { countryInWords, deviceInWords, shareInWords, sourceInWords } from './names.ts'
import { type Asked, addressOf } from './span.ts'

export const Breakdowns = ({ funnel, asked }: { funnel: Funnel; asked: Asked }) => (
  <div class="breakdowns">
    {funnel.forms.length > 1 && (
      <Breakdown
        title="home.byForm"
        rows={funnel.forms.map((row) => ({
          ...row,
          key: row.slug,
          shown: <a href={addressOf({ ...asked, form: row.slug })}>{row.name}</a>,
        }))}
      />
    )}
    <Breakdown
      title="home.bySource"
      rows={funnel.sources.map((row) => ({
        ...row,
        key: row.name,
        shown:
          asked.source === row.name ? (
            sourceInWords(row.name)
          ) : (
            <a href={addressOf({ ...asked, source: row.name })}>{sourceInWords(row.name)}</a>
          ),
      }))}
    />
    <Breakdown
      title="home.byCountry"
      rows={funnel.countries.map((row) => ({ ...row, key: row.name, shown: countryInWords(row.name) }))}
    />
    <Breakdown
      title="home.byDevice"
      rows={funnel.devices.map((row) => ({ ...row, key: row.name, shown: deviceInWords(row.name) }))}
    />
  </div>
)

type Row = Counts & { key: string; shown: ComponentChildren }

const Breakdown = ({ title, rows }: { title: Key; rows: Row[] }) =>
  rows.some(({ views, starts, submissions }) => views + starts + submissions) ? (
    <section>
      <table class="breakdown">
        <caption>{t(title)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{t(title)}</span>
            </th>
            <th scope="col">{t('home.step.views')}</th>
            <th scope="col">{t('home.step.submissions')}</th>
            <th scope="col">{t('home.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, shown, views, submissions }) => (
            <tr key={key}>
              <th scope="row">{shown}</th>
              <td>{number(views)}</td>
              <td>{number(submissions)}</td>
              <td>{views >= submissions && views > 0 ? shareInWords(submissions / views) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ) : null
