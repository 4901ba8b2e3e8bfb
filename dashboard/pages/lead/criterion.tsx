// One criterion of a lead: its verdict, what speaks for it, and a small form for who knows better than the rules.
import check from 'lucide:check'
import help from 'lucide:circle-help'
import no from 'lucide:x'
import { useId, useRef, useState } from 'preact/hooks'
import type { LeadQualification } from '../../../contract/judged-lead.ts'
import type { Verdict } from '../../../contract/qualification.ts'
import { judgeLead, takeBackJudgement } from '../../api/qualification.ts'
import { criterionName, foundIn } from '../../criterion-words.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Icon } from '../../ui/icon.tsx'
import '../../ui/mark.css'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import { useWork } from '../../work.ts'

type Judged = LeadQualification['criteria'][number]
type Props = { leadId: string; criterion: Judged; judged: (now: LeadQualification) => void }

const icons = { yes: check, no, unknown: help }

export function Criterion({ leadId, criterion, judged }: Props) {
  const [isJudging, setIsJudging] = useState(false)
  const { busy, failure, work } = useWork()
  const opener = useRef<HTMLButtonElement>(null)
  const name = criterionName(criterion)
  const close = () => {
    setIsJudging(false)
    requestAnimationFrame(() => opener.current?.focus())
  }

  const takeBack = () =>
    work(async () => {
      judged(await takeBackJudgement(leadId, criterion.id))
      say(t('qualification.takenBack', { name }))
    })

  return (
    <li>
      <div class="criterion">
        <h3>
          {name}
          {criterion.necessary && <span class="quiet"> · {t('qualification.necessary')}</span>}
        </h3>
        <span class={`mark ${criterion.verdict}`}>
          <Icon shapes={icons[criterion.verdict]} />
          {t(`qualification.${criterion.verdict}`)}
        </span>
      </div>
      <Evidence criterion={criterion} />
      {may('leads:write') && !isJudging && (
        <div class="actions">
          <button
            type="button"
            class="plain"
            ref={opener}
            aria-label={t('qualification.judgeOf', { name })}
            onClick={() => setIsJudging(true)}
          >
            {t('qualification.judge')}
          </button>
          {criterion.judged && (
            <button
              type="button"
              class="plain"
              disabled={busy}
              aria-label={t('qualification.takeBackOf', { name })}
              onClick={takeBack}
            >
              {t('qualification.takeBack')}
            </button>
          )}
        </div>
      )}
      {isJudging && (
        <Judging
          name={name}
          before={criterion}
          close={close}
          keep={async (verdict, why) => {
            judged(await judgeLead(leadId, criterion.id, verdict, why))
            say(t('qualification.said', { name, verdict: t(`qualification.${verdict}`).toLowerCase() }))
            close()
          }}
        />
      )}
      {failure && (
        <p class="wrong" role="alert">
          {t(`error.${failure.code}`)}
        </p>
      )}
    </li>
  )
}

function Evidence({ criterion: { judged, evidence } }: { criterion: Judged }) {
  if (!judged && !evidence.length) return <p class="quiet">{t('qualification.noEvidence')}</p>
  return (
    <ul class="evidence">
      {judged && (
        <li>
          {judged.why}
          <span class="second">
            {judged.by}, <Time at={judged.at} />
          </span>
        </li>
      )}
      {evidence.map(({ verdict, because }, n) => (
        <li key={n} class={judged ? 'quiet' : undefined}>
          {because.map((one) => {
            const { about, answer } = foundIn(one)
            return (
              <span key={about} class="found">
                {about} <strong>{answer}</strong>
              </span>
            )
          })}
          <span class="quiet">→ {t(`qualification.${verdict}`)}</span>
        </li>
      ))}
    </ul>
  )
}

type JudgingProps = {
  name: string
  before: Judged
  close: () => void
  keep: (verdict: Verdict, why: string) => Promise<void>
}

function Judging({ name, before, close, keep }: JudgingProps) {
  const [verdict, setVerdict] = useState<Verdict>(before.verdict)
  const [why, setWhy] = useState(before.judged?.why ?? '')
  const { busy, failure, work } = useWork()
  const id = useId()
  return (
    <form
      class="judging"
      onSubmit={(event) => {
        event.preventDefault()
        work(() => keep(verdict, why.trim()))
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <fieldset>
        <legend class="unseen">{name}</legend>
        {(['yes', 'no', 'unknown'] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={id}
              checked={verdict === each}
              // biome-ignore lint/a11y/noAutofocus: the form was just asked for
              autoFocus={verdict === each}
              onChange={() => setVerdict(each)}
            />
            {t(`qualification.${each}`)}
          </label>
        ))}
      </fieldset>
      <label class="why" for={`${id}-why`}>
        {t('qualification.why')}
      </label>
      <input
        id={`${id}-why`}
        type="text"
        required
        maxLength={500}
        autoComplete="off"
        aria-describedby={`${id}-help`}
        value={why}
        onInput={(event) => setWhy(event.currentTarget.value)}
      />
      <p id={`${id}-help`} class="quiet">
        {t('qualification.whyHelp')}
      </p>
      {failure && (
        <p class="wrong" role="alert">
          {t(`error.${failure.code}`)}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={busy || !why.trim()}>
          {t('qualification.keep')}
        </button>
        <button type="button" onClick={close}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  )
}
