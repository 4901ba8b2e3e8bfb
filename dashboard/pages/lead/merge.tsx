// Two leads that are one person: found, chosen which one stays, told what becomes of it, merged.
import merge from 'lucide:merge'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { LeadDetail } from '../../../contract/lead.ts'
import type { MergePlan, SimilarLead } from '../../../contract/lead-work.ts'
import { mergeLeads, planMerge, separateLeads, similarTo } from '../../api/lead.ts'
import { listLeads } from '../../api/leads.ts'
import { count, list, t } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { useResource } from '../../resource.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useFocused } from '../../ui/focused.ts'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { forgetList } from '../leads/list.ts'
import { doing } from './doing.ts'
import type { LeadProps } from './page.tsx'
import './merge.css'

type Other = Pick<SimilarLead, 'id' | 'email' | 'fullName' | 'company'>

export function MergeLead({ lead, changed }: LeadProps) {
  const [isOpen, setIsOpen] = useState(false)
  const [other, setOther] = useState<Other>()
  const close = () => {
    setIsOpen(false)
    setOther(undefined)
  }
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        <Icon shapes={merge} />
        {t('merge.button')}
      </button>
      {isOpen && (
        <Dialog title={t('merge.title')} close={close}>
          {other ? (
            <Plan lead={lead} other={other} changed={changed} back={() => setOther(undefined)} close={close} />
          ) : (
            <Choose lead={lead} choose={setOther} close={close} />
          )}
        </Dialog>
      )}
    </>
  )
}

type ChooseProps = { lead: LeadDetail; choose: (other: Other) => void; close: () => void }

function Choose({ lead, choose, close }: ChooseProps) {
  const [q, setQ] = useState('')
  const field = useFocused<HTMLInputElement>()
  const similar = useResource(`similar ${lead.id}`, (signal) => similarTo(lead.id, signal))
  const asked = q.trim()
  const found = useResource(`merge ${asked}`, async (signal): Promise<Other[]> => {
    if (asked.length < 2) return []
    const { leads } = await listLeads({ filter: { q: asked, held: 'no' }, sort: 'newest' }, null, signal, 6)
    return leads.filter(({ id }) => id !== lead.id).slice(0, 5)
  })
  const offered = asked.length < 2 ? similar.data?.leads : found.data
  return (
    <>
      <p>{t('merge.help')}</p>
      <label class="merge-search">
        <span>{t('merge.search')}</span>
        <input
          type="search"
          autoComplete="off"
          ref={field}
          value={q}
          onInput={(event) => setQ(event.currentTarget.value)}
        />
      </label>
      {asked.length < 2 && offered && offered.length > 0 && <h3>{t('merge.similar')}</h3>}
      <ul class="merge-offers" aria-live="polite">
        {offered?.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => choose(one)}>
              <strong>{one.fullName || one.email}</strong>
              <span class="second">
                {[one.fullName && one.email, one.company, becauseOf(one)].filter(Boolean).join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {asked.length > 1 && offered?.length === 0 && <p class="quiet">{t('leads.none')}</p>}
      <div class="actions">
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
      </div>
    </>
  )
}

const becauseOf = (one: Other | SimilarLead) => 'because' in one && t(`merge.because.${one.because}`)

type PlanProps = LeadProps & { other: Other; back: () => void; close: () => void }

function Plan({ lead, other, changed, back, close }: PlanProps) {
  const [stays, setStays] = useState(lead.id)
  const goes = stays === lead.id ? other.id : lead.id
  const {
    data: plan,
    failure,
    retry,
  } = useResource(`plan ${stays} ${goes}`, (signal) => planMerge(stays, goes, signal))
  const { busy, failure: refused, work } = useWork()
  const { route } = useLocation()
  const act = async () => {
    if (!(await work(() => mergeLeads(stays, goes)))) return
    forgetList()
    close()
    if (stays === lead.id) changed()
    else route(`/dashboard/leads/${stays}`, true)
    say(t('merge.done'), () => doing(() => separateLeads(stays, goes), changed, t('lead.undone')))
  }
  return (
    <>
      <fieldset class="merge-stays">
        <legend>{t('merge.stays')}</legend>
        {[lead, other].map((one) => (
          <label key={one.id}>
            <input type="radio" name="stays" checked={stays === one.id} onChange={() => setStays(one.id)} />
            <span>
              {one.fullName || one.email}
              <span class="second">{one.email}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {plan?.refused && (
        <p class="wrong" role="alert">
          {t(`merge.refused.${plan.refused}`)}
        </p>
      )}
      {plan && !plan.refused && <Consequences plan={plan} />}
      {refused && (
        <p class="wrong" role="alert">
          {t(`error.${refused.code}`)}
        </p>
      )}
      <div class="actions">
        <button type="button" onClick={back}>
          {t('merge.back')}
        </button>
        <button type="button" class="primary" disabled={busy || !plan || plan.refused !== null} onClick={act}>
          {t('merge.confirm')}
        </button>
      </div>
    </>
  )
}

const Consequences = ({ plan }: { plan: MergePlan }) => (
  <ul class="consequences">
    <li>
      {t('merge.shownTogether', {
        what: list(
          [
            count('merge.submissions', plan.submissions),
            plan.notes > 0 && count('merge.notes', plan.notes),
            plan.followUps > 0 && count('merge.followUps', plan.followUps),
          ].filter((words) => words !== false),
        ),
      })}
    </li>
    {plan.filled.length > 0 && (
      <li>
        {t('merge.filled', { fields: list([...new Set(plan.filled.map((name) => t(names[name] ?? 'lead.name')))]) })}
      </li>
    )}
    {plan.tags.length > 0 && <li>{t('merge.tags', { tags: list(plan.tags) })}</li>}
    {plan.refusals.length > 0 && <li>{t('merge.refusals', { purposes: list(plan.refusals) })}</li>}
    <li>{t('merge.consents')}</li>
    <li>{t('merge.rights')}</li>
  </ul>
)

const names: Record<string, Key> = {
  phone: 'lead.phone',
  company: 'lead.company',
  job_title: 'lead.jobTitle',
  country: 'lead.country',
  website: 'lead.website',
}
