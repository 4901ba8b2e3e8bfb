// Where the lead stands: its stage, whose it is, its tags. Each is changed where it is shown, and can be taken back.
import user from 'lucide:user-round'
import { useRef, useState } from 'preact/hooks'
import type { Stage } from '../../../contract/stage.ts'
import type { Member } from '../../../contract/team.ts'
import { assignLead, moveLead } from '../../api/lead.ts'
import { t } from '../../locale.ts'
import { may, member } from '../../session.ts'
import { asksWhy, stageNames } from '../../stages.ts'
import { Menu } from '../../ui/menu.tsx'
import { StageMark, Warmth } from '../leads/marks.tsx'
import { doing } from './doing.ts'
import type { LeadProps } from './page.tsx'
import { Tags } from './tags.tsx'
import { useMembers } from './use-members.ts'
import './standing.css'

export const Standing = ({ lead, changed }: LeadProps) => (
  <div class="standing">
    <div class="standing-one">
      <span class="standing-name">{t('leads.stage')}</span>
      {may('leads:write') ? (
        <Stages lead={lead} changed={changed} />
      ) : (
        <StageMark stage={lead.stage} isQualified={false} />
      )}
    </div>
    <div class="standing-one">
      <span class="standing-name">{t('leads.assigned')}</span>
      {may('leads:write') ? <Assigned lead={lead} changed={changed} /> : (lead.assignedTo?.name ?? t('lead.nobody'))}
    </div>
    <div class="standing-one standing-tags">
      <span class="standing-name">{t('leads.tags')}</span>
      <Tags lead={lead} changed={changed} />
    </div>
    <div class="standing-one standing-warmth">
      <Warmth temperature={lead.temperature} />
    </div>
  </div>
)

function Stages({ lead, changed }: LeadProps) {
  return (
    <Menu label={t(`stage.${lead.stage}`)} about={t('leads.stage')}>
      {(close) => <StageChoice lead={lead} changed={changed} close={close} />}
    </Menu>
  )
}

function StageChoice({ lead, changed, close }: LeadProps & { close: () => void }) {
  const [why, setWhy] = useState('')
  const [missing, setMissing] = useState<Stage>()
  const field = useRef<HTMLInputElement>(null)
  const move = (to: Stage) => {
    const said = why.trim()
    if (asksWhy(to) && !said) {
      setMissing(to)
      field.current?.focus()
      return
    }
    close()
    const from = lead.stage
    doing(
      () => moveLead(lead.id, { to, ...(said ? { why: said } : {}) }),
      changed,
      t('lead.moved', { stage: t(`stage.${to}`) }),
      () => moveLead(lead.id, { to: from, ...(asksWhy(from) ? { why: t('lead.undoneWhy') } : {}) }),
    )
  }
  return (
    <div class="stage-choice">
      <label>
        <span>{missing ? t('lead.whyNeeded', { stage: t(`stage.${missing}`) }) : t('lead.why')}</span>
        <input
          type="text"
          maxLength={500}
          autoComplete="off"
          value={why}
          aria-invalid={missing ? true : undefined}
          ref={field}
          onInput={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && missing && move(missing)}
        />
      </label>
      {stageNames
        .filter((stage) => stage !== lead.stage)
        .map((stage) => (
          <button key={stage} type="button" class="menu-item" onClick={() => move(stage)}>
            <StageMark stage={stage} isQualified={false} />
          </button>
        ))}
    </div>
  )
}

function Assigned({ lead, changed }: LeadProps) {
  const name = lead.assignedTo?.name ?? t('lead.nobody')
  return (
    <Menu label={name} about={t('leads.assigned')} icon={user}>
      {(close) => (
        <Members
          chosen={lead.assignedTo?.id ?? null}
          choose={(to) => {
            close()
            const from = lead.assignedTo?.id ?? null
            doing(
              () => assignLead(lead.id, to?.id ?? null),
              changed,
              to ? t('lead.assigned', { name: to.name }) : t('lead.unassigned'),
              () => assignLead(lead.id, from),
            )
          }}
        />
      )}
    </Menu>
  )
}

/** Everybody of the team, oneself first, and nobody. */
function Members({ chosen, choose }: { chosen: string | null; choose: (to: Member | null) => void }) {
  const members = useMembers()
  return (
    <>
      {members?.map((one) => (
        <button
          key={one.id}
          type="button"
          class="menu-item"
          aria-current={one.id === chosen ? 'true' : undefined}
          onClick={() => choose(one)}
        >
          {one.id === member.value?.id ? t('lead.me', { name: one.name }) : one.name}
        </button>
      ))}
      {chosen && (
        <button type="button" class="menu-item" onClick={() => choose(null)}>
          {t('lead.nobody')}
        </button>
      )}
      {!members && <p class="quiet">{t('app.loading')}</p>}
    </>
  )
}
