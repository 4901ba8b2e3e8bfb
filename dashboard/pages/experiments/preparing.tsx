// A test that visitors see nothing of yet: how many meet each variant, which difference is sought, and its start.
import { useState } from 'preact/hooks'
import type { Experiment, ExperimentChange } from '../../../contract/experiment.ts'
import { letters } from '../../../contract/experiment-names.ts'
import { addVariant, changeExperiment, discardExperiment, startExperiment } from '../../api/experiments.ts'
import type { Failure } from '../../api/request.ts'
import { number as numeral, t } from '../../locale.ts'
import { Choice } from '../../ui/choice.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { liftInWords, shareInWords, timeInWords } from './words.ts'

type Props = { slug: string; test: Experiment; changed: () => void; gone: () => void }

const longDays = 180

export function Preparing({ slug, test, changed, gone }: Props) {
  const { number, variants, plan, choices } = test
  const { busy, failure, work } = useWork()
  const [isAsking, setAsking] = useState(false)
  const change = async (asked: ExperimentChange) => {
    if (await work(() => changeExperiment(slug, number, asked))) changed()
  }
  const others = variants.length - 1
  const each = variants[1]!.share
  // Ten by ten, as long as as much is left for the form as it is.
  const shares = [...new Set([...[10, 20, 30, 40, 50].filter((one) => one * (others + 1) <= 100), each])]
  const shareTo = (one: number) =>
    change({ shares: Object.fromEntries(variants.map(({ letter }, i) => [letter, i ? one : 100 - one * others])) })
  const start = async () => {
    if (!(await work(() => startExperiment(slug, number)))) return
    say(t('tests.started'))
    changed()
  }
  return (
    <section class="t-preparing" aria-busy={busy}>
      {variants.length < letters.length && (
        <p>
          <button
            type="button"
            disabled={busy}
            onClick={async () => {
              if (await work(() => addVariant(slug, number))) changed()
            }}
          >
            {t('tests.add')}
          </button>
        </p>
      )}
      <Choice
        class="t-choice"
        label={t('tests.share')}
        value={String(each)}
        choose={(one) => shareTo(Number(one))}
        of={shares
          .toSorted((a, b) => a - b)
          .map((one) => {
            const told = { percent: shareInWords(one), rest: shareInWords(100 - one * others) }
            return [String(one), t(others > 1 ? 'tests.shareOf' : 'tests.shareOne', told)]
          })}
      />
      <Choice
        class="t-choice"
        label={t('tests.lift')}
        value={String(test.lift)}
        choose={(lift) => change({ lift: Number(lift) as ExperimentChange['lift'] })}
        of={choices.map(({ lift, viewsEach, days }) => {
          const told = { lift: liftInWords(lift / 100), views: numeral(viewsEach) }
          return [
            String(lift),
            days === null
              ? t('tests.lift.choice', told)
              : t('tests.lift.choiceDays', { ...told, time: timeInWords(days) }),
          ]
        })}
      />
      <p class="quiet">{t('tests.liftHelp')}</p>
      {plan.days !== null && plan.days > longDays && <p class="t-warning">{t('tests.long')}</p>}
      <div class="t-start">
        <div class="actions">
          <button type="button" class="primary" disabled={busy} onClick={start}>
            {t('tests.start')}
          </button>
          <button type="button" class="danger-quiet" disabled={busy} onClick={() => setAsking(true)}>
            {t('tests.discard')}
          </button>
        </div>
        <p class="quiet">{t('tests.startHelp')}</p>
        <div role="status">{failure && <p class="t-warning">{whyNot(failure)}</p>}</div>
      </div>
      {isAsking && (
        <Confirm
          title={t('tests.discard')}
          yes={t('tests.discard')}
          act={async () => {
            await discardExperiment(slug, number)
            say(t('tests.discarded'))
            gone()
          }}
          close={() => setAsking(false)}
        >
          <p>{t('tests.discardHelp', { name: test.name })}</p>
        </Confirm>
      )}
    </section>
  )
}

/** Why it cannot start, where that is a variant's fault. */
function whyNot({ code, fields }: Failure): string {
  const [path, why] = Object.entries(fields)[0] ?? []
  const letter = /^variants\.([b-d])/.exec(path ?? '')?.[1]?.toUpperCase()
  if (!letter) return t(`error.${code}`)
  if (why === 'says_the_same') return t('tests.same', { letter })
  return t(why === 'missing_language' ? 'tests.language' : 'tests.unsound', { letter })
}
