// Trying, importing, and what came of it: counts in sentences, the first rows that were refused, and all of them as a file.
import download from 'lucide:download'
import { count, number, t, tIfKnown } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { Refused, refusedWords } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Read } from './read-file.ts'
import { mostWrong, type Run, run, stop } from './running.ts'
import { save, wrongFile } from './wrong-file.ts'

type Props = {
  read: Read
  start: (isTrial: boolean) => void
  missing: Key | undefined
  again: () => void
  see: () => void
}

export function Outcome({ read, start, missing, again, see }: Props) {
  const now = run.value
  const isRunning = now?.state === 'running'
  const isDone = now && !now.isTrial && !isRunning
  const tried = now?.isTrial && now.state === 'done' ? now : undefined
  const coming = tried ? tried.sums.made + tried.sums.filled : 0
  return (
    <section class="out-part out-outcome" aria-labelledby="outcome-title">
      <h2 id="outcome-title">{t(isDone ? `import.title.${now.state}` : 'import.check')}</h2>
      {!now && <p class="quiet">{t('import.checkHelp')}</p>}
      {isRunning && <Progress now={now} />}
      <div role="status">
        {now && !isRunning && <Counts now={now} />}
        {missing && <p class="wrong">{t(missing)}</p>}
      </div>
      {now?.failure &&
        (now.failure.code === 'not_publishable' ? (
          <p role="alert" class="wrong">
            {t('import.noController')} <a href="/dashboard/settings">{t('settings.title')}</a>
          </p>
        ) : (
          <Refused failure={now.failure} />
        ))}
      {now && now.wrong.length > 0 && !isRunning && <WrongRows read={read} now={now} />}
      <div class="actions">
        {isRunning ? (
          <button type="button" onClick={stop}>
            {t('import.stop')}
          </button>
        ) : isDone ? (
          <>
            <button type="button" class="primary" onClick={see}>
              {t('import.see')}
            </button>
            {now.state !== 'done' && (
              <button type="button" onClick={() => start(false)}>
                {t('import.goOn')}
              </button>
            )}
            <button type="button" onClick={again}>
              {t('import.another')}
            </button>
          </>
        ) : (
          <>
            <button type="button" class={tried ? '' : 'primary'} onClick={() => start(true)}>
              {t(tried ? 'import.tryAgain' : 'import.try')}
            </button>
            {tried && coming > 0 && (
              <button type="button" class="primary" onClick={() => start(false)}>
                {count('import.go', coming)}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  )
}

const Progress = ({ now }: { now: Run }) => (
  <div class="out-progress">
    <p>
      {t(now.isTrial ? 'import.trying' : 'import.running')} {count('import.rows', now.rows)}
    </p>
    <progress
      aria-label={t(now.isTrial ? 'import.trying' : 'import.running')}
      max={now.size}
      value={Math.min(now.bytes, now.size)}
    />
    {!now.isTrial && <p class="quiet">{t('import.stay')}</p>}
  </div>
)

const parts = ['made', 'filled', 'known', 'refused', 'withheld', 'old'] as const

/** In a trial: what would be. */
const Counts = ({ now }: { now: Run }) => (
  <ul class="out-counts">
    {parts
      .filter((part) => now.sums[part] > 0 || part === 'made')
      .map((part) => (
        <li key={part} data-part={part}>
          <strong>{number(now.sums[part])}</strong> {count(`import.${part}`, now.sums[part])}
          {(part === 'withheld' || part === 'old' || part === 'known') && (
            <span class="second">{t(`import.${part}.help`)}</span>
          )}
        </li>
      ))}
  </ul>
)

const shownAtFirst = 10

function WrongRows({ read, now }: { read: Read; now: Run }) {
  const file = `${read.file.name.replace(/\.\w+$/, '')}-${t('import.wrongName')}.csv`
  return (
    <div class="out-wrong">
      <table>
        <caption class="unseen">{t('import.wrongRows')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.where')}</th>
            <th scope="col">{t('import.why')}</th>
          </tr>
        </thead>
        <tbody>
          {now.wrong.slice(0, shownAtFirst).map(({ n, field, code, left }) => (
            <tr key={`${n} ${field}`}>
              <td>{number(n)}</td>
              <td>{tIfKnown(`import.to.${field}`) ?? field.replace(/^\w+:/, '')}</td>
              <td>
                {code === 'suppressed' ? t('import.suppressed') : refusedWords(code)} {left && t('import.left')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" onClick={() => save(wrongFile(read, now.wrong, t('import.reason')), file)}>
        <Icon shapes={download} />
        {count('import.wrongFile', now.wrong.length)}
      </button>
      {now.wrong.length === mostWrong && <p class="quiet">{t('import.wrongMost', { n: mostWrong })}</p>}
    </div>
  )
}
