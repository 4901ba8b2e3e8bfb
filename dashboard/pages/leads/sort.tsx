// In which order.
import { sorts, type View } from '../../filter.ts'
import { t } from '../../locale.ts'

type Props = { view: View; show: (next: Partial<View>) => void }

export const Sort = ({ view, show }: Props) => (
  <label class="sort">
    <span>{t('leads.sort')}</span>
    <select
      value={view.sort}
      onChange={({ currentTarget }) => show({ sort: sorts.find((sort) => sort === currentTarget.value) })}
    >
      {sorts.map((sort) => (
        <option key={sort} value={sort}>
          {t(`leads.sort.${sort}`)}
        </option>
      ))}
    </select>
  </label>
)
