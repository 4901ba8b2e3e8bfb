// One held submission: who, why, and what they answered.
import type { HeldSubmission } from '../../../contract/held.ts'
import { t, tIfKnown } from '../../locale.ts'
import { may } from '../../session.ts'
import { Time } from '../../ui/time.tsx'
import { deleteSome, releaseSome } from './decide.tsx'

type Props = {
  row: HeldSubmission
  isChosen: boolean
  choose: (isOn: boolean) => void
  decided: () => void
}

export function HeldRow({ row, isChosen, choose, decided }: Props) {
  const { lead, reasons, form, page, mailbox } = row
  const { email } = lead
  return (
    <li class={isChosen ? 'is-chosen' : undefined}>
      {may('leads:write') && (
        <label class="quarantine-box">
          <input type="checkbox" checked={isChosen} onChange={(event) => choose(event.currentTarget.checked)} />
          <span class="unseen">{t('quarantine.choose', { email })}</span>
        </label>
      )}
      <div class="quarantine-who">
        <a href={`/dashboard/leads/${lead.id}`}>{email}</a>
        <span class="second">
          {form.name} · <Time at={row.at} />
          {page && URL.canParse(page) && ` · ${t('quarantine.on', { page: new URL(page).host })}`}
        </span>
        {(mailbox !== 'own' || !lead.isOnly) && (
          <span class="second">
            {[mailbox !== 'own' && t(`quarantine.mailbox.${mailbox}`), !lead.isOnly && t('quarantine.known')]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </div>
      <ul class="quarantine-why">
        {reasons.map((reason) => (
          <li key={reason}>{tIfKnown(`held.${reason}`) ?? t('held.unknown', { reason })}</li>
        ))}
      </ul>
      <dl class="quarantine-said">
        {row.answers.length === 0 && <dd class="quiet">{t('quarantine.noAnswers')}</dd>}
        {row.answers.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
          </div>
        ))}
      </dl>
      {may('leads:write') && (
        <div class="actions">
          <button type="button" onClick={() => releaseSome([row]).then(decided)}>
            {t('quarantine.release')}
            <span class="unseen"> · {t('quarantine.of', { email })}</span>
          </button>
          <button type="button" class="danger-quiet" onClick={() => deleteSome([row]).then((did) => did && decided())}>
            {t('quarantine.delete')}
            <span class="unseen"> · {t('quarantine.of', { email })}</span>
          </button>
        </div>
      )}
    </li>
  )
}
