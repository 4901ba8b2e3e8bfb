// What is to be done about the lead, and room to mean to do something.
import plus from 'lucide:plus'
import { useId, useRef, useState } from 'preact/hooks'
import { addFollowUp } from '../../api/lead.ts'
import { t } from '../../locale.ts'
import { may, member } from '../../session.ts'
import { daysAhead, dueWords } from '../../ui/due.ts'
import { useFocused } from '../../ui/focused.ts'
import { FollowUpRow } from '../../ui/follow-up-row.tsx'
import { Icon } from '../../ui/icon.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import type { LeadProps } from './page.tsx'
import { useMembers } from './use-members.ts'

const mostDone = 3

export function FollowUps({ lead, changed }: LeadProps) {
  const [isAdding, setIsAdding] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const open = lead.followUps.filter(({ doneAt }) => !doneAt)
  const done = lead.followUps.filter(({ doneAt }) => doneAt).slice(0, mostDone)
  const close = () => {
    setIsAdding(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <section>
      <div class="section-head">
        <h2>{t('followUp.title')}</h2>
        {may('leads:write') && !isAdding && (
          <button type="button" ref={opener} onClick={() => setIsAdding(true)}>
            <Icon shapes={plus} />
            {t('followUp.new')}
          </button>
        )}
      </div>
      {isAdding && <FollowUpForm lead={lead} changed={changed} close={close} />}
      {open.length === 0 && !isAdding && <p class="quiet">{t('followUp.none')}</p>}
      {open.length + done.length > 0 && (
        <ul>
          {[...open, ...done].map((followUp) => (
            <FollowUpRow key={followUp.id} followUp={followUp} leadId={lead.id} changed={changed} />
          ))}
        </ul>
      )}
    </section>
  )
}

function FollowUpForm({ lead, changed, close }: LeadProps & { close: () => void }) {
  const [what, setWhat] = useState('')
  const [dueOn, setDueOn] = useState(daysAhead(1))
  const [whose, setWhose] = useState(member.value?.kind === 'member' ? member.value.id : '')
  const members = useMembers()
  const { busy, failure, work } = useWork()
  const id = useId()
  const first = useFocused<HTMLInputElement>()
  const keep = async () => {
    const kept = await work(() => addFollowUp(lead.id, { what: what.trim(), dueOn, member: whose || null }))
    if (!kept) return
    changed()
    say(t('followUp.added', { day: dueWords(dueOn) }))
    close()
  }
  return (
    <form
      class="small-form"
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div class="small-form-wide">
        <label for={`${id}-what`}>{t('followUp.what')}</label>
        <input
          id={`${id}-what`}
          type="text"
          required
          maxLength={500}
          autoComplete="off"
          ref={first}
          value={what}
          onInput={(event) => setWhat(event.currentTarget.value)}
        />
      </div>
      <div>
        <label for={`${id}-due`}>{t('followUp.due')}</label>
        <input
          id={`${id}-due`}
          type="date"
          required
          value={dueOn}
          onInput={(event) => setDueOn(event.currentTarget.value)}
        />
      </div>
      <div>
        <label for={`${id}-whose`}>{t('followUp.whose')}</label>
        <select id={`${id}-whose`} value={whose} onChange={(event) => setWhose(event.currentTarget.value)}>
          <option value="">{t('followUp.anybody')}</option>
          {members?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {failure && (
        <p class="wrong" role="alert">
          {t(`error.${failure.code}`)}
        </p>
      )}
      <div class="actions small-form-wide">
        <button type="submit" class="primary" disabled={busy || !what.trim() || !dueOn}>
          {t('followUp.add')}
        </button>
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  )
}
