// From those who saw a form to those who took what it gives: each number with a drawing, a sentence and the days before.
import type { Counts, Funnel as Numbers } from '../../../contract/insight.ts'
import type { FunnelStep } from '../../../contract/insight-names.ts'
import { count, number, t } from '../../locale.ts'
import { shareInWords } from './names.ts'
import { ratio } from './ratio.ts'

/** What each is a share of: people are counted from those who saw the form, and what comes later from those who sent it. */
const shareOf: Partial<Record<FunnelStep, FunnelStep>> = {
  starts: 'views',
  submissions: 'views',
  confirmations: 'submissions',
  downloads: 'submissions',
}

function stepsOf({ total, asks }: Numbers): FunnelStep[] {
  const later: FunnelStep[] = []
  if (asks.confirmation || total.confirmations) later.push('confirmations')
  if (asks.download || total.downloads) later.push('downloads')
  return ['views', 'starts', 'submissions', ...later]
}

export function Funnel({ funnel, days }: { funnel: Numbers; days: number }) {
  const { total, before } = funnel
  const steps = stepsOf(funnel)
  const most = Math.max(1, ...steps.map((step) => total[step]))
  return (
    <ol class="funnel">
      {steps.map((step, i) => (
        <li key={step}>
          <h3 class="funnel-name">{t(`home.step.${step}`)}</h3>
          <p class="funnel-number">{number(total[step])}</p>
          <Flow from={total[step] / most} to={total[steps[i + 1] ?? step] / most} />
          <p class="funnel-says">{sayingOf(step, total)}</p>
          <p class="quiet">{changeOf(total[step], before[step], days)}</p>
        </li>
      ))}
    </ol>
  )
}

// As high as it is many, narrowing to what comes next. The words beside it say the same.
const Flow = ({ from, to }: { from: number; to: number }) => {
  const [a, b] = [heightOf(from), heightOf(to)]
  return (
    <>
      <svg class="flow" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path class="flow-on" d={`M0 ${100 - a}H64L100 ${100 - b}V100H0Z`} />
        <path class="flow-now" d={`M0 ${100 - a}H64V100H0Z`} />
      </svg>
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="flow-on" width="100" height="1" />
        <rect class="flow-now" width={a} height="1" />
      </svg>
    </>
  )
}

const heightOf = (share: number) => (share > 0 ? Math.max(1.5, share * 100) : 0)

function sayingOf(step: FunnelStep, total: Counts): string {
  const whole = shareOf[step]
  if (!whole) return ''
  const said = ratio(total[step], total[whole])
  if (!said) return ''
  if (said === 'more') return t('home.says.more')
  return typeof said === 'string'
    ? t(`home.says.${step as Shared}.${said}`)
    : count(`home.says.${step as Shared}`, said.a, { b: said.b })
}

type Shared = Exclude<FunnelStep, 'views'>

function changeOf(now: number, before: number, days: number): string {
  if (!before) return now ? count('home.change.fromNothing', days) : ''
  const change = Math.abs(now - before) / before
  if (change < 0.005) return count('home.change.same', days)
  const percent = shareInWords(Math.round(change * 100) / 100)
  return count(now > before ? 'home.change.more' : 'home.change.less', days, { percent })
}
