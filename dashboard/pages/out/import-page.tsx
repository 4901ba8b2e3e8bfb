// Bringing a file of contacts in: chosen, each column given its meaning, tried without changing anything, then taken in.
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ImportPlanInput } from '../../../contract/import.ts'
import { listSites } from '../../api/sites.ts'
import { locale, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { forgetList } from '../leads/list.ts'
import { Agreement, agreementIsWhole, noAgreement } from './agreement.tsx'
import { ChooseFile } from './choose-file.tsx'
import { guess, keysOf, type Target } from './guess.ts'
import { Imports } from './imports.tsx'
import { Mapping } from './mapping.tsx'
import { Options, optionsAtFirst } from './options.tsx'
import { Outcome } from './outcome.tsx'
import { Parts } from './parts.tsx'
import type { Read } from './read-file.ts'
import { type Column, go, run } from './running.ts'
import './out.css'

export function ImportPage() {
  const sites = useResource('sites', listSites)
  const [read, setRead] = useState<Read>()
  const begin = (next: Read | undefined) => {
    run.value = undefined
    setRead(next)
  }
  return (
    <>
      <div class="page-head">
        <Heading>{t('import.title')}</Heading>
      </div>
      <Parts />
      {!may('leads:write') ? (
        <Notice title={t('import.closed')}>
          <p>{t('import.closedHelp')}</p>
        </Notice>
      ) : (
        <>
          <ChooseFile read={read} choose={begin} />
          {sites.failure && <FailureNotice failure={sites.failure} retry={sites.retry} />}
          {read && sites.data && (
            <Settle
              key={read.file.name + read.file.lastModified}
              read={read}
              sites={sites.data.sites}
              again={() => begin(undefined)}
            />
          )}
        </>
      )}
      {!read && <Imports />}
    </>
  )
}

type Props = { read: Read; sites: { id: string; name: string }[]; again: () => void }

function Settle({ read, sites, again }: Props) {
  const { route } = useLocation()
  const [columns, setColumns] = useState(() => columnsOf(read))
  const [options, setOptions] = useState(() => optionsAtFirst(sites[0]?.id ?? ''))
  const [agreement, setAgreement] = useState(noAgreement)
  const [shown, setShown] = useState(false)
  // What was found for other settings is not true of these.
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      if (run.peek()?.state !== 'running') run.value = undefined
      set(value)
    }
  const isRunning = run.value?.state === 'running'
  useLeaveWarning(isRunning && run.value?.isTrial === false)

  const speaks = columns.some(({ target }) => target === 'agreed')
  const plan: ImportPlanInput = {
    site: options.site,
    file: read.file.name,
    language: locale.value,
    dates: options.dates,
    stage: options.stage,
    tags: options.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    wrong: options.wrong,
    answers: columns.flatMap(({ target, key }, i) =>
      target === 'answer' ? [{ key, label: (read.headings[i]?.trim() || key).slice(0, 200) }] : [],
    ),
    consents: agreement.who === 'nobody' ? [] : [{ ...agreement.said, everybody: agreement.who === 'everybody' }],
  }
  const hasAddress = columns.some(({ target }) => target === 'email')
  const isReady = hasAddress && agreementIsWhole(agreement) && (agreement.who !== 'column' || speaks)
  const start = (isTrial: boolean) => {
    setShown(true)
    if (isReady) go({ read, columns, plan, isTrial }).then(() => !isTrial && forgetList())
  }
  const isDone = run.value && !run.value.isTrial && !isRunning

  return (
    <>
      {!isDone && (
        <fieldset class="out-settle" disabled={isRunning}>
          <legend class="unseen">{t('import.settings')}</legend>
          <Mapping read={read} columns={columns} change={change(setColumns)} />
          <Agreement agreement={agreement} change={change(setAgreement)} speaks={speaks} shown={shown} />
          <Options options={options} change={change(setOptions)} sites={sites} />
        </fieldset>
      )}
      <Outcome
        read={read}
        start={start}
        missing={!shown || isReady ? undefined : hasAddress ? 'import.agreementMissing' : 'import.emailMissing'}
        again={again}
        see={() =>
          route(plan.tags?.[0] ? `/dashboard/leads?tag=${encodeURIComponent(plan.tags[0])}` : '/dashboard/leads')
        }
      />
    </>
  )
}

function columnsOf({ headings, samples }: Read): Column[] {
  const keys = keysOf(headings)
  return guess(headings, samples).map((target: Target, i) => ({ target, key: keys[i]! }))
}

/** A page that is left in the middle leaves the rest of the file behind. */
function useLeaveWarning(isRunning: boolean) {
  useEffect(() => {
    if (!isRunning) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isRunning])
}
