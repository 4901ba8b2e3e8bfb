// What wants doing about a magnet, in a word.
import alert from 'lucide:triangle-alert'
import type { Magnet } from '../../../contract/magnet.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import '../../ui/mark.css'

export function MagnetMark({ magnet }: { magnet: Magnet }) {
  const state = stateOf(magnet)
  if (!state) return null
  return (
    <span class="mark held">
      <Icon shapes={alert} />
      {t(`magnet.${state}`)}
    </span>
  )
}

function stateOf({ kind, file, stock, terms }: Magnet): 'notYet' | 'out' | 'low' | undefined {
  if (kind === 'file') return file ? undefined : 'notYet'
  if (!stock) return undefined
  if (stock.total === 0) return 'notYet'
  if (stock.left === 0) return 'out'
  return stock.left <= lowAtOf(terms) ? 'low' : undefined
}

function lowAtOf(terms: Magnet['terms']): number {
  if (!terms) return 0
  if ('days' in terms) return terms.start.by === 'key' ? terms.start.lowAt : 0
  return terms.lowAt
}
