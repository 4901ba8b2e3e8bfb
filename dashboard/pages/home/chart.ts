// One line over time, drawn on a canvas in the colours of the page. Everything it shows stands in the table beside it as well.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Series } from '../../../contract/insight.ts'
import type { FunnelStep } from '../../../contract/insight-names.ts'
import { number } from '../../locale.ts'
import { moments } from './moment.ts'

type Shown = {
  series: Series
  step: FunnelStep
  /** Hears which point the pointer is at; `undefined` when it has left. */
  onPoint: (index: number | undefined) => void
}

const height = 220

/** Draws into `place` until told to stop. */
export function draw(place: HTMLElement, { series: { grain, points }, step, onPoint }: Shown): () => void {
  const colours = coloursOf(place)
  const dates = moments(grain, 'short')
  const data: uPlot.AlignedData = [points.map(({ at }) => Date.parse(at) / 1000), points.map((point) => point[step])]
  const axis = {
    stroke: colours.quiet,
    font: `12px ${getComputedStyle(place).fontFamily}`,
    grid: { stroke: colours.hairline, width: 1 },
    ticks: { stroke: colours.hairline, width: 1, size: 4 },
  }
  const chart = new uPlot(
    {
      width: place.clientWidth,
      height,
      tzDate: (seconds) =>
        grain === 'day' ? uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
      scales: { y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] } },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: 64,
          incrs:
            grain === 'day'
              ? [1, 2, 7, 14, 28, 56, 91].map((days) => days * 86_400)
              : [1, 3, 6, 12].map((h) => h * 3_600),
          values: (_, splits) => splits.map((seconds) => dates.format(seconds * 1000)),
        },
        {
          ...axis,
          size: 56,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000],
          values: (_, splits) => splits.map((value) => number(value)),
        },
      ],
      series: [
        {},
        {
          stroke: colours.accent,
          fill: colours.wash,
          width: 2,
          points: { show: points.length < 8, size: 6, fill: colours.accent },
        },
      ],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
    },
    data,
    place,
  )
  const sizes = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height }))
  sizes.observe(place)
  return () => {
    sizes.disconnect()
    chart.destroy()
  }
}

/** A canvas knows no custom properties: an element is asked what they come to, in light or dark. */
function coloursOf(place: HTMLElement) {
  const probe = place.appendChild(document.createElement('i'))
  const read = (colour: string) => {
    probe.style.color = colour
    return getComputedStyle(probe).color
  }
  const colours = {
    accent: read('var(--accent)'),
    quiet: read('var(--quiet)'),
    hairline: read('var(--hairline)'),
    wash: read('color-mix(in srgb, var(--accent) 10%, transparent)'),
  }
  probe.remove()
  return colours
}
