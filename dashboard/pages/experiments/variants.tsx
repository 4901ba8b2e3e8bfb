// What is tried: each variant, and what it says differently.
import type { Experiment } from '../../../contract/experiment.ts'
import { readVariant, removeVariant } from '../../api/experiments.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { useWork } from '../../work.ts'
import { ChangeList } from '../builder/publish.tsx'
import { nameOfVariant, shareInWords } from './words.ts'

type Props = { slug: string; test: Experiment; mayEdit: boolean; changed: () => void }

export function Variants({ slug, test, mayEdit, changed }: Props) {
  const { number, variants } = test
  const key = variants.map(({ letter, changes }) => letter + changes.length).join()
  // The changes are told from the forms themselves, in the words the builder has for them.
  const drafts = useResource(`variants-${slug}-${number}-${key}`, (signal) =>
    Promise.all(variants.map(({ letter }) => readVariant(slug, number, letter, signal))),
  )
  const { busy, failure, work } = useWork()
  const remove = async (letter: string) => {
    if (await work(() => removeVariant(slug, number, letter))) changed()
  }
  return (
    <section aria-labelledby="t-variants">
      <h2 id="t-variants">{t('tests.variants')}</h2>
      {drafts.failure && <FailureNotice failure={drafts.failure} retry={drafts.retry} />}
      {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
      <ol class="t-variants" aria-busy={!drafts.data}>
        {variants.map(({ letter, share }, i) => (
          <li key={letter}>
            <span class="t-letter" aria-hidden="true">
              {letter.toUpperCase()}
            </span>
            <div>
              <h3>{nameOfVariant(letter)}</h3>
              <p class="quiet">{t('tests.shareNow', { percent: shareInWords(share) })}</p>
              {i > 0 && drafts.data && (
                <ChangeList before={drafts.data[0]!.draft} after={drafts.data[i]!.draft} none={t('tests.sameStill')} />
              )}
            </div>
            {i > 0 && mayEdit && (
              <div class="actions">
                <a class="button" href={`/dashboard/forms/${slug}/tests/${number}/${letter}`}>
                  {t('tests.edit')}
                  <span class="unseen"> {nameOfVariant(letter)}</span>
                </a>
                {variants.length > 2 && (
                  <button type="button" disabled={busy} onClick={() => remove(letter)}>
                    {t('tests.remove')}
                    <span class="unseen"> {nameOfVariant(letter)}</span>
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
