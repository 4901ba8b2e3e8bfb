// One of a list whose order counts: what it is, and the buttons that move it up, down, or out.
import type { ComponentChildren } from 'preact'
import { t } from '../../locale.ts'

type Props = {
  name: string
  head: ComponentChildren
  children: ComponentChildren
  readOnly: boolean
  isFirst: boolean
  isLast: boolean
  move: (by: -1 | 1) => void
  remove: () => void
}

export const Ordered = ({ name, head, children, readOnly, isFirst, isLast, move, remove }: Props) => (
  <fieldset class="c-one" aria-label={name}>
    <div class="c-head">
      {head}
      {!readOnly && (
        <span class="c-order">
          <Act label={t('criteria.up', { name })} glyph="↑" disabled={isFirst} act={() => move(-1)} />
          <Act label={t('criteria.down', { name })} glyph="↓" disabled={isLast} act={() => move(1)} />
          <Act label={t('criteria.remove', { name })} glyph="×" act={remove} />
        </span>
      )}
    </div>
    {children}
  </fieldset>
)

type ActProps = { label: string; glyph: string; disabled?: boolean; act: () => void }

const Act = ({ label, glyph, disabled, act }: ActProps) => (
  <button type="button" class="plain c-remove" aria-label={label} title={label} disabled={disabled} onClick={act}>
    {glyph}
  </button>
)
