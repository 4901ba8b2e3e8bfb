// Whether the log is what was signed: the answer first, then what it rests on, and how to check without believing us.
import check from 'lucide:check'
import cross from 'lucide:x'
import { useRef, useState } from 'preact/hooks'
import type { Verification } from '../../../contract/consent-log.ts'
import { checkRecords, keysAddress, logAddress, verifyLog } from '../../api/consents.ts'
import { count, dayAndTime, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Facts } from '../../ui/facts.tsx'
import { Refused } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { useWork } from '../../work.ts'

export function LogState() {
  const { data, failure, retry } = useResource('log', verifyLog)
  return (
    <section class="log-state" aria-labelledby="log-state" aria-busy={!data && !failure}>
      <h2 id="log-state">{t('consents.state')}</h2>
      {!data && !failure && <p class="quiet">{t('consents.checking')}</p>}
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {data && <Answer state={data} />}
    </section>
  )
}

function Answer({ state }: { state: Verification }) {
  const { checkpoint, events } = state
  if (!checkpoint) return <p>{t('consents.nothingSigned')}</p>
  const checks = checksOf(state)
  const isWhole = checks.every(({ holds }) => holds)
  const unsigned = events - checkpoint.size
  return (
    <>
      {isWhole ? (
        <p class="log-answer">{t('consents.holds', { n: checkpoint.size, at: dayAndTime(checkpoint.at) })}</p>
      ) : (
        <div role="alert" class="log-broken">
          <p class="log-answer">{t('consents.broken')}</p>
          <p>{t('consents.brokenHelp')}</p>
        </div>
      )}
      {unsigned > 0 && <p class="quiet">{count('consents.unsigned', unsigned)}</p>}
      <div class="log-columns">
        <div>
          <ul class="log-checks">
            {checks.map(({ words, holds }) => (
              <li key={words} class={`mark ${holds ? 'yes' : 'no'}`}>
                <Icon shapes={holds ? check : cross} />
                {words}
                <span class="unseen"> : {t(holds ? 'consents.checkYes' : 'consents.checkNo')}</span>
              </li>
            ))}
          </ul>
          <Every />
        </div>
        <div>
          <h3>{t('consents.outside')}</h3>
          <p class="quiet">{t('consents.outsideHelp')}</p>
          <p class="actions">
            <a class="button" href={logAddress} download>
              {t('consents.export')}
            </a>
            <a class="button" href={keysAddress} download="keys.json">
              {t('consents.keys')}
            </a>
          </p>
          <Facts
            facts={[
              [t('consents.signed'), dayAndTime(checkpoint.at)],
              [t('consents.key'), <code>{checkpoint.keyId}</code>],
              [t('consents.root'), <code>{checkpoint.root}</code>],
            ]}
          />
        </div>
      </div>
    </>
  )
}

function checksOf({ signedBy, rootHolds, grewFrom, newestHolds }: Verification) {
  return [
    { words: t('consents.check.signature'), holds: signedBy !== null },
    { words: t('consents.check.root'), holds: rootHolds === true },
    ...(grewFrom ? [{ words: t('consents.check.grew', { at: dayAndTime(grewFrom.at) }), holds: grewFrom.holds }] : []),
    { words: t('consents.check.newest'), holds: newestHolds === true },
  ]
}

type Progress = { done: number; all: number; wrong?: { from: number; to: number }; isOver?: boolean }

/** Stretch after stretch, so that it can be watched and stopped. */
function Every() {
  const [progress, setProgress] = useState<Progress>()
  const stopping = useRef(new AbortController())
  const { busy, failure, work } = useWork()

  const start = () =>
    work(async () => {
      stopping.current = new AbortController()
      const { signal } = stopping.current
      setProgress({ done: 0, all: 0 })
      for (let after: number | null = 0; after !== null && !signal.aborted; ) {
        const { to, size, wrong, next } = await checkRecords(after)
        setProgress({ done: to, all: size, wrong: wrong ?? undefined, isOver: next === null })
        after = next
      }
      if (signal.aborted) setProgress(undefined)
    })

  return (
    <div class="log-every">
      <div class="actions">
        <button type="button" disabled={busy} onClick={start}>
          {t('consents.all')}
        </button>
        {busy && (
          <button type="button" onClick={() => stopping.current.abort()}>
            {t('consents.allStop')}
          </button>
        )}
      </div>
      {!progress && <p class="quiet">{t('consents.allHelp')}</p>}
      {busy && progress && (
        <label class="log-progress">
          <span>{t('consents.allAt', { done: progress.done, all: progress.all })}</span>
          <progress max={progress.all || 1} value={progress.done} />
        </label>
      )}
      <Refused failure={failure} />
      <div role="status">
        {progress?.isOver && !progress.wrong && <p>{t('consents.allDone', { n: progress.all })}</p>}
        {progress?.wrong && <p class="wrong">{t('consents.allWrong', progress.wrong)}</p>}
      </div>
    </div>
  )
}
