// How a connection does, in a word and in a sentence.
import circle from 'lucide:circle'
import check from 'lucide:circle-check'
import stop from 'lucide:circle-x'
import pause from 'lucide:pause'
import alert from 'lucide:triangle-alert'
import type { Connection, ConnectionTested, HookDelivery } from '../../../contract/connection.ts'
import { count, dayAndTime, t, tIfKnown } from '../../locale.ts'
import { Icon, type Shapes } from '../../ui/icon.tsx'
import '../../ui/mark.css'

type Standing = 'works' | 'fails' | 'new' | 'paused' | 'disabled'

const standingOf = ({ state, failingSince, lastSuccessAt }: Connection): Standing => {
  if (state !== 'active') return state
  if (failingSince) return 'fails'
  return lastSuccessAt ? 'works' : 'new'
}

const looks: Record<Standing, [tone: string, shapes: Shapes]> = {
  works: ['yes', check],
  fails: ['no', alert],
  new: ['', circle],
  paused: ['', pause],
  disabled: ['no', stop],
}

export function StateMark({ connection }: { connection: Connection }) {
  const standing = standingOf(connection)
  const [tone, shapes] = looks[standing]
  return (
    <span class={`mark ${tone}`}>
      <Icon shapes={shapes} />
      {t(`connection.is.${standing}`)}
    </span>
  )
}

/** What there is to know beside the word; empty where nothing. */
export function stateSentences(connection: Connection): string[] {
  const { failingSince, lastSuccessAt, disabledAt, disabledBecause, waiting, failed, restsUntil } = connection
  const standing = standingOf(connection)
  const because = whyOf({ problem: connection.lastProblem, status: connection.lastStatus })
  const said = {
    works: lastSuccessAt && t('connection.lastAt', { time: dayAndTime(lastSuccessAt) }),
    fails: failingSince && t('connection.failsSince', { time: dayAndTime(failingSince), because: because ?? '' }),
    new: t('connection.newHelp'),
    paused: t('connection.pausedHelp'),
    disabled: disabledAt && t(`connection.disabled.${disabledBecause ?? 'failing'}`, { time: dayAndTime(disabledAt) }),
  }[standing]
  return [
    said,
    standing === 'fails' && restsUntil && t('connection.triedAt', { time: dayAndTime(restsUntil) }),
    waiting > 0 && count('connection.waiting', waiting),
    failed > 0 && count('connection.failed', failed),
  ].filter((sentence): sentence is string => Boolean(sentence))
}

/** Why an attempt failed, in words; nothing where it did not. */
export function whyOf({
  problem,
  status,
}: Pick<HookDelivery | ConnectionTested, 'problem' | 'status'>): string | undefined {
  if (!problem) return undefined
  return tIfKnown(`connection.why.${problem}`, { status: String(status ?? '–') }) ?? t('connection.why.internal')
}
