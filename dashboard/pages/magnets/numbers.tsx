// What became of a magnet, each number with its sentence.
import type { MagnetDetail } from '../../../contract/magnet.ts'
import { count, t } from '../../locale.ts'
import { numbersOf } from './page.tsx'

export function Numbers({ magnet }: { magnet: MagnetDetail }) {
  const lines = [...numbersOf(magnet), ...more(magnet)]
  return (
    <section class="magnet-part">
      <h2>{t('magnet.numbers')}</h2>
      {lines.length === 0 && <p class="quiet">{t('magnet.noNumber')}</p>}
      <ul class="magnet-numbers">
        {lines.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {magnet.use.people > 0 && <p class="quiet">{t('magnet.numbersHelp')}</p>}
      {magnet.trials?.isPartial && <p class="quiet">{t('magnet.partial')}</p>}
    </section>
  )
}

function more({ use, trials }: MagnetDetail): string[] {
  const again = use.downloads > use.people ? [count('magnet.downloads', use.downloads)] : []
  const outcomes = (['ended', 'converted', 'cancelled'] as const).flatMap((outcome) =>
    trials?.[outcome] ? [count(`magnet.${outcome}`, trials[outcome])] : [],
  )
  return [...again, ...outcomes]
}
