// One thing to be done about a lead: ticked when it is done, put off, or thrown away.
import type { ComponentChildren } from 'preact'
import type { FollowUp, FollowUpChange } from '../../contract/follow-up.ts'
import { changeFollowUp, deleteFollowUp } from '../api/lead.ts'
import { t } from '../locale.ts'
import { asFailure } from '../resource.ts'
import { may } from '../session.ts'
import { daysAhead, daysUntil, dueWords } from './due.ts'
import './follow-up-row.css'
import { Menu } from './menu.tsx'
import { say } from './said.tsx'

type Props = {
  followUp: FollowUp
  leadId: string
  /** Called when something was done with it. */
  changed: () => void
  children?: ComponentChildren
}

export function FollowUpRow({ followUp, leadId, changed, children }: Props) {
  const { id, what, dueOn, doneAt } = followUp
  const attempt = async (work: () => Promise<unknown>, done: string, undo?: FollowUpChange) => {
    try {
      await work()
      changed()
      say(done, undo && (() => attempt(() => changeFollowUp(leadId, id, undo), t('lead.undone'))))
    } catch (error) {
      say(t(`error.${asFailure(error).code}`))
    }
  }
  const putOff = (to: string) =>
    attempt(() => changeFollowUp(leadId, id, { dueOn: to }), t('followUp.putOff', { day: dueWords(to) }), { dueOn })
  return (
    <li class={`follow-up ${doneAt ? 'done' : toneOf(dueOn)}`}>
      <label>
        <input
          type="checkbox"
          checked={doneAt !== null}
          disabled={!may('leads:write')}
          onChange={(event) => {
            const done = event.currentTarget.checked
            attempt(() => changeFollowUp(leadId, id, { done }), t(done ? 'followUp.done' : 'followUp.open'), {
              done: !done,
            })
          }}
        />
        <span class="follow-up-what">{what}</span>
      </label>
      <span class="follow-up-when">
        {doneAt ? (
          t('followUp.doneBy', { name: followUp.doneBy ?? '' })
        ) : (
          <time dateTime={dueOn}>{dueWords(dueOn)}</time>
        )}
        {' · '}
        {followUp.member?.name ?? t('followUp.anybody')}
        {children}
      </span>
      {may('leads:write') && (
        <Menu label={t('followUp.more')} about={what}>
          {(close) => (
            <>
              {!doneAt &&
                ([1, 3, 7] as const).map((days) => (
                  <button
                    key={days}
                    type="button"
                    class="menu-item"
                    onClick={() => {
                      close()
                      putOff(daysAhead(days))
                    }}
                  >
                    {t('followUp.to', { day: dueWords(daysAhead(days)) })}
                  </button>
                ))}
              <button
                type="button"
                class="menu-item danger-quiet"
                onClick={() => {
                  close()
                  attempt(() => deleteFollowUp(leadId, id), t('followUp.deleted'))
                }}
              >
                {t('followUp.delete')}
              </button>
            </>
          )}
        </Menu>
      )}
    </li>
  )
}

const toneOf = (dueOn: string) => {
  const days = daysUntil(dueOn)
  return days < 0 ? 'late' : days === 0 ? 'now' : 'later'
}
