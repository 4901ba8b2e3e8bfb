// How much more or less each variant may bring: a line for what is likely, beside nought. The table tells the same.
import type { Verdict } from '../../../contract/experiment.ts'
import { t } from '../../locale.ts'
import { liftInWords, nameOfVariant } from './words.ts'

const [row, foot] = [52, 32]

/** Ends of scales that read well, as shares. */
const scales = [0.1, 0.2, 0.5, 1, 2, 5]

export function Intervals({ verdict }: { verdict: Verdict }) {
  const told = verdict.variants.flatMap(({ letter, lift }) => (lift ? [{ letter, ...lift }] : []))
  const reach = Math.max(...told.flatMap(({ low, high }) => [-low, high]))
  const end = scales.find((one) => one >= reach) ?? 5
  // Nothing brings less than nothing.
  const start = -Math.min(end, 1)
  const at = (lift: number) => `${((Math.min(end, Math.max(start, lift)) - start) / (end - start)) * 100}%`
  const bottom = told.length * row
  const marks = end > 1 ? [start, 0, end / 2, end] : [start, start / 2, 0, end / 2, end]
  return (
    <figure class="t-intervals">
      <figcaption>
        <h3>{t('tests.drawing')}</h3>
        <p class="quiet">{t('tests.drawingHelp')}</p>
      </figcaption>
      <div class="t-drawing" aria-hidden="true">
        <svg width="100%" height={bottom + foot} role="presentation">
          {marks.map((mark) => (
            <g key={mark}>
              <line class={mark === 0 ? 't-nought' : 't-mark'} x1={at(mark)} x2={at(mark)} y1="0" y2={bottom} />
              <text x={at(mark)} y={bottom + 20} text-anchor="middle">
                {liftInWords(mark)}
              </text>
            </g>
          ))}
          {told.map(({ letter, low, middle, high }, i) => {
            const y = i * row + 36
            return (
              <g key={letter} class={low > 0 || high < 0 ? 't-range is-clear' : 't-range'}>
                <text x="0" y={i * row + 16}>
                  {nameOfVariant(letter)}
                </text>
                <line x1={at(low)} x2={at(high)} y1={y} y2={y} />
                <circle cx={at(middle)} cy={y} r="6" />
              </g>
            )
          })}
        </svg>
      </div>
    </figure>
  )
}
