// What a test found, in words: shares, differences, times, and the verdict as a sentence.
import type { Experiment, ExperimentSummary, Verdict } from '../../../contract/experiment.ts'
import type { Letter } from '../../../contract/experiment-names.ts'
import { count, day, region, t } from '../../locale.ts'

export const nameOfVariant = (letter: Letter): string =>
  letter === 'a' ? t('tests.asItIs') : t('tests.variant', { letter: letter.toUpperCase() })

const percent = (value: number, options: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(region(), { style: 'percent', ...options }).format(value)

/** `0.0312` → 3.1 %. */
export const rateInWords = (rate: number): string => percent(rate, { maximumFractionDigits: rate < 0.1 ? 1 : 0 })

/** Percent of a hundred: `50` → 50 %. */
export const shareInWords = (share: number): string => percent(share / 100)

/** `0.18` → +18 %. Beyond ten times as much nobody compares any more. */
export const liftInWords = (lift: number): string =>
  percent(Math.max(-1, Math.min(9.99, lift)), { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).replace('-', '−')

/** Never 100 %: nothing is that sure. */
export const sureInWords = (chance: number): string => {
  const bounded = Math.min(0.999, Math.max(0.001, chance))
  return percent(bounded, { maximumFractionDigits: bounded > 0.99 || bounded < 0.01 ? 1 : 0 })
}

/** Days as one says them. */
export function timeInWords(days: number): string {
  if (days < 14) return count('tests.time.days', days)
  if (days < 60) return count('tests.time.weeks', Math.round(days / 7))
  return days > 365 ? t('tests.time.long') : count('tests.time.months', Math.round(days / 30))
}

export function verdictInWords({ says, leader, viewsMore, daysMore, variants }: Verdict): string {
  if (says === 'early')
    return viewsMore ? count('tests.says.earlyViews', roundly(viewsMore)) : count('tests.says.earlyDays', daysMore)
  if (says !== 'winner') return t(`tests.says.${says}`)
  const { lift, best } = variants.find(({ letter }) => letter === leader)!
  const sure = t('tests.says.sure', { percent: sureInWords(best) })
  if (!lift) return `${t('tests.says.asItIs')} ${sure}`
  const told = { letter: leader.toUpperCase(), low: liftInWords(lift.low), high: liftInWords(lift.high) }
  return `${t('tests.says.more', told)} ${sure}`
}

/** To two digits: more would pretend to know. */
function roundly(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1)
  return Math.ceil(n / unit) * unit
}

/** When it ran, and what came of it. */
export function standingOf(test: ExperimentSummary & Partial<Pick<Experiment, 'plan'>>): string {
  const { state, startedAt, endedAt, winner, plan } = test
  if (!startedAt) return t(`tests.state.${state}`)
  if (!endedAt) {
    const end = plan?.days && new Date(Date.parse(startedAt) + plan.days * 86_400_000).toISOString()
    return end
      ? t('tests.sinceUntil', { day: day(startedAt), end: day(end) })
      : t('tests.since', { day: day(startedAt) })
  }
  const outcome =
    winner === null
      ? t('tests.replaced')
      : winner === 'a'
        ? t('tests.kept')
        : t('tests.chosen', { letter: winner.toUpperCase() })
  return `${t('tests.from', { day: day(startedAt), end: day(endedAt) })} · ${outcome}`
}
