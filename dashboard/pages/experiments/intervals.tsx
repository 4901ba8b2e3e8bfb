// How much more or less each variant may bring: a line for what is likely, beside nought. The table tells the same.
import type { Verdict } from '../../../contract/experiment.ts'
import { t } from '../../locale.ts'
import { liftInWords, nameOfVariant } from './words.ts'

const width = 640
const [row, foot] = [36, 28]

/** Ends of scales that read well, as shares. */
const scales = [0.1, 0.2, 0.5, 1, 2, 5]

export function Intervals({ verdict }: { verdict: Verdict }) {
  const told = verdict.variants.flatMap(({ letter, lift }) => (lift ? [{ letter, ...lift }] : []))
  const reach = Math.max(...told.flatMap(({ low, high }) => [-low, high]))
  const end = scales.find((one) => one >= reach) ?? 5
  // Nothing brings less than nothing.
  const start = -Math.min(end, 1)
  const at = (lift: number) => ((Math.min(end, Math.max(start, lift)) - start) / (end - start)) * width
  const height = told.length * row + foot
  return (
    <figure class="t-intervals">
      <figcaption>
        <h3>{t('tests.drawing')}</h3>
        <p class="quiet">{t('tests.drawingHelp')}</p>
      </figcaption>
      <div class="t-drawing" aria-hidden="true">
        <div class="t-names" style={`padding-bottom:${foot}px`}>
          {told.map(({ letter }) => (
            <span key={letter}>{nameOfVariant(letter)}</span>
          ))}
        </div>
        <svg viewBox={`-24 0 ${width + 48} ${height}`} role="presentation">
          {[start, start / 2, 0, end / 2, end].map((mark) => (
            <g key={mark}>
              <line class={mark === 0 ? 't-nought' : 't-mark'} x1={at(mark)} x2={at(mark)} y1="0" y2={height - foot} />
              <text x={at(mark)} y={height - 8} text-anchor="middle">
                {liftInWords(mark)}
              </text>
            </g>
          ))}
          {told.map(({ letter, low, middle, high }, i) => {
            const y = i * row + row / 2
            const clear = low > 0 || high < 0
            return (
              <g key={letter} class={clear ? 't-range is-clear' : 't-range'}>
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
