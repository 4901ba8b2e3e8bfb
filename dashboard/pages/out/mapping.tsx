// What each column of the file means, guessed from its heading and shown with what stands in it.
import { count, t } from '../../locale.ts'
import { type Target, targets } from './guess.ts'
import type { Read } from './read-file.ts'
import type { Column } from './running.ts'

type Props = { read: Read; columns: Column[]; change: (columns: Column[]) => void }

export function Mapping({ read, columns, change }: Props) {
  const used = columns.filter(({ target }) => target !== 'ignore').length
  const choose = (at: number, target: Target) =>
    // Only what is kept beside may come from several columns: what another had before, it has no more.
    change(
      columns.map((column, i) =>
        i === at
          ? { ...column, target }
          : column.target === target && target !== 'answer'
            ? { ...column, target: 'ignore' }
            : column,
      ),
    )
  return (
    <section class="out-part" aria-labelledby="mapping-title">
      <h2 id="mapping-title">{t('import.columns')}</h2>
      <p class="quiet">
        {count('import.columnsUsed', used, { all: columns.length })} {t('import.columnsHelp')}
      </p>
      <table class="mapping">
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ target, key }, i) => (
            <tr key={key}>
              <th scope="row" class={target === 'ignore' ? 'ignored' : ''}>
                {read.headings[i]?.trim() || t('import.unnamed', { n: i + 1 })}
                <span class="second">
                  {read.samples[i]?.map((text) => short(text)).join(' · ') || t('import.blank')}
                </span>
              </th>
              <td>
                <select
                  aria-label={t('import.becomesOf', { column: read.headings[i]?.trim() || String(i + 1) })}
                  value={target}
                  onChange={(event) => choose(i, event.currentTarget.value as Target)}
                >
                  {targets.map((one) => (
                    <option key={one} value={one}>
                      {t(`import.to.${one}`)}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
