// A test that runs or has run: what may be believed, the numbers behind it, and its end.
import { useState } from 'preact/hooks'
import type { Experiment } from '../../../contract/experiment.ts'
import type { Letter } from '../../../contract/experiment-names.ts'
import { stopExperiment } from '../../api/experiments.ts'
import { number, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { say } from '../../ui/said.tsx'
import { numbersOfVersion } from '../home/span.ts'
import { Intervals } from './intervals.tsx'
import { liftInWords, nameOfVariant, rateInWords, shareInWords, sureInWords, verdictInWords } from './words.ts'

type Props = { slug: string; test: Experiment; changed: () => void }

export function Outcome({ slug, test, changed }: Props) {
  const { verdict, plan, variants, state } = test
  if (!verdict) return null
  const least = Math.min(...variants.map(({ counts }) => counts.views))
  return (
    <>
      <section class="t-verdict" aria-label={t('tests.one', { name: test.name })}>
        <p class="t-says">{verdictInWords(verdict)}</p>
        {verdict.mismatch !== null && (
          <p class="t-warning" role="note">
            {t('tests.mismatch')}
          </p>
        )}
        {state === 'running' && (
          <>
            <div class="t-progress">
              <progress max={plan.viewsEach} value={Math.min(least, plan.viewsEach)} aria-labelledby="t-progress" />
              <span id="t-progress" class="quiet">
                {t('tests.progress', { n: least, most: plan.viewsEach })}
              </span>
            </div>
            <p class="quiet">
              {verdict.says === 'early' ? `${t('tests.peek')} ` : ''}
              {t('tests.returning')}
            </p>
          </>
        )}
      </section>
      {least > 0 && <Intervals verdict={verdict} />}
      <Numbers {...{ slug, test, verdict }} />
      {state === 'running' && may('forms:write') && <Ending {...{ slug, test, changed }} />}
    </>
  )
}

type NumbersProps = Pick<Props, 'slug' | 'test'> & { verdict: NonNullable<Experiment['verdict']> }

function Numbers({ slug, test: { variants, startedAt, endedAt }, verdict }: NumbersProps) {
  const isConfirmed = variants.some(({ counts }) => counts.confirmations > 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scrolls t-numbers" aria-label={t('tests.numbers')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('tests.col.variant')}</th>
            <th scope="col">{t('tests.col.share')}</th>
            <th scope="col">{t('tests.col.views')}</th>
            <th scope="col">{t('tests.col.starts')}</th>
            <th scope="col">{t('tests.col.submissions')}</th>
            {isConfirmed && <th scope="col">{t('tests.col.confirmations')}</th>}
            <th scope="col">{t('tests.col.rate')}</th>
            <th scope="col">{t('tests.col.lift')}</th>
            <th scope="col">{t('tests.col.best')}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ letter, share, version, counts }) => {
            const { rate, lift, best } = verdict.variants.find((one) => one.letter === letter)!
            return (
              <tr key={letter}>
                <th scope="row">
                  {nameOfVariant(letter)}
                  {version !== null && startedAt && (
                    <a class="second" href={numbersOfVersion(slug, version, startedAt, endedAt)}>
                      {t('tests.questions')}
                    </a>
                  )}
                </th>
                <td>{shareInWords(share)}</td>
                <td>{number(counts.views)}</td>
                <td>{number(counts.starts)}</td>
                <td>{number(counts.submissions)}</td>
                {isConfirmed && <td>{number(counts.confirmations)}</td>}
                <td>
                  {counts.views ? rateInWords(Math.min(1, counts.submissions / counts.views)) : t('tests.notYet')}
                  {counts.views > 0 && <Range {...rate} words={rateInWords} />}
                </td>
                <td>
                  {lift ? (counts.views ? liftInWords(lift.middle) : t('tests.notYet')) : t('tests.reference')}
                  {lift && counts.views > 0 && <Range {...lift} words={liftInWords} />}
                </td>
                <td>{counts.views ? sureInWords(best) : t('tests.notYet')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

type RangeProps = { low: number; high: number; words: (value: number) => string }

const Range = ({ low, high, words }: RangeProps) => (
  <span class="second">{t('tests.range', { low: words(low), high: words(high) })}</span>
)

function Ending({ slug, test, changed }: Props) {
  const [asked, ask] = useState<Letter>()
  const isEarly = test.verdict?.says === 'early'
  const letter = asked?.toUpperCase() ?? ''
  const won = test.verdict?.says === 'winner' ? test.verdict.leader : undefined
  const act = async () => {
    if (!asked) return
    const { version, isDraftKept } = await stopExperiment(slug, test.number, asked)
    if (asked === 'a') say(t('tests.keptSaid'))
    else say(t(isDraftKept ? 'tests.chosenDraft' : 'tests.chosenSaid', { letter, n: version }))
    changed()
  }
  return (
    <section aria-labelledby="t-ending">
      <h2 id="t-ending">{t('tests.decide')}</h2>
      <div class="actions">
        {test.variants.map(({ letter }) => (
          <button key={letter} type="button" class={letter === won ? 'primary' : undefined} onClick={() => ask(letter)}>
            {letter === 'a' ? t('tests.keep') : t('tests.choose', { letter: letter.toUpperCase() })}
          </button>
        ))}
      </div>
      {asked && (
        <Confirm
          title={asked === 'a' ? t('tests.keep') : t('tests.choose', { letter })}
          yes={t('tests.decide')}
          act={act}
          close={() => ask(undefined)}
        >
          {isEarly && <p class="t-warning">{t('tests.early')}</p>}
          {test.verdict?.says === 'doubtful' && <p class="t-warning">{t('tests.says.doubtful')}</p>}
          <p>{asked === 'a' ? t('tests.keepHelp') : t('tests.chooseHelp', { letter })}</p>
          {asked !== 'a' && <p>{t('tests.chooseDraft')}</p>}
        </Confirm>
      )}
    </section>
  )
}
