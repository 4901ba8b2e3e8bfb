// What is decided about held submissions, a few at a request; what it does is said first, and it can be stopped on the way.
import { useRef, useState } from 'preact/hooks'
import type { HeldSubmission } from '../../../contract/held.ts'
import { mostHeldAtOnce } from '../../../contract/held-names.ts'
import { decideAbout } from '../../api/held.ts'
import { count, t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { askPerson } from '../../ui/question.tsx'
import { say } from '../../ui/said.tsx'
import { forgetList } from '../leads/list.ts'

type Action = keyof typeof mostHeldAtOnce
type Watch = { told?: (done: number) => void; isStopped?: () => boolean }

async function decide(action: Action, rows: HeldSubmission[], { told, isStopped }: Watch = {}): Promise<void> {
  const said = { release: 'quarantine.released', delete: 'quarantine.deleted' } as const
  const most = mostHeldAtOnce[action]
  let done = 0
  try {
    for (let at = 0; at < rows.length && !isStopped?.(); at += most) {
      const ids = rows.slice(at, at + most).map(({ id }) => id)
      done += (await decideAbout({ action, ids })).done.length
      told?.(Math.min(rows.length, at + most))
    }
    say(count(said[action], done))
  } catch (error) {
    say(t(`error.${asFailure(error).code}`))
  }
  // They belong in lists they were not in, or in none.
  forgetList()
}

/** Gives whether it was done: several are asked about first, since a mail that has left does not come back. */
export async function releaseSome(rows: HeldSubmission[], watch?: Watch): Promise<boolean> {
  if (rows.length > 1) {
    const answer = await askPerson({
      title: count('quarantine.releaseTitle', rows.length),
      lines: [t('quarantine.releaseHelp')],
      confirm: t('quarantine.release'),
    })
    if (answer === null) return false
  }
  await decide('release', rows, watch)
  return true
}

export async function deleteSome(rows: HeldSubmission[], watch?: Watch): Promise<boolean> {
  const answer = await askPerson({
    title: count('quarantine.deleteTitle', rows.length),
    lines: [...whatGoes(rows), t('delete.noWayBack')],
    confirm: t('quarantine.delete'),
    isDangerous: true,
  })
  if (answer === null) return false
  await decide('delete', rows, watch)
  return true
}

function whatGoes(rows: HeldSubmission[]): string[] {
  const [first] = rows
  if (first && rows.length === 1) {
    const { email, isOnly } = first.lead
    return [t(isOnly ? 'held.deleteAll' : 'held.deleteOne', { email })]
  }
  const leads = new Set(rows.filter(({ lead }) => lead.isOnly).map(({ lead }) => lead.id)).size
  return [t('quarantine.goes'), ...(leads ? [count('quarantine.goesWith', leads)] : [])]
}

type Props = { chosen: HeldSubmission[]; chooseNone: () => void; decided: () => void }

/** The bar at the foot of the screen, while some are chosen. */
export function Decide({ chosen, chooseNone, decided }: Props) {
  const [done, setDone] = useState<number>()
  const stopped = useRef(false)
  const run = async (work: typeof releaseSome) => {
    stopped.current = false
    const watch = { told: setDone, isStopped: () => stopped.current }
    if (await work(chosen, watch)) decided()
    setDone(undefined)
  }
  return (
    <section class="foot-bar quarantine-bar" aria-label={count('quarantine.chosen', chosen.length)}>
      <p role="status">
        {done === undefined
          ? count('quarantine.chosen', chosen.length)
          : t('quarantine.doing', { done, all: chosen.length })}
      </p>
      <div class="actions">
        {done === undefined ? (
          <>
            <button type="button" class="plain" onClick={chooseNone}>
              {t('quarantine.none')}
            </button>
            <button type="button" onClick={() => run(releaseSome)}>
              {t('quarantine.release')}
            </button>
            <button type="button" class="danger-quiet" onClick={() => run(deleteSome)}>
              {t('quarantine.delete')}
            </button>
          </>
        ) : (
          <button
            type="button"
            onClick={() => {
              stopped.current = true
            }}
          >
            {t('quarantine.stop')}
          </button>
        )}
      </div>
    </section>
  )
}
