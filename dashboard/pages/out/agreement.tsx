// What the people in the file agreed to elsewhere, and where the proof of it is: nothing is taken for granted.
import { t } from '../../locale.ts'
import { Field } from '../../ui/field.tsx'

type Said = { purpose: string; wording: string; source: string; collectedOn: string }
export type AgreementState = { who: 'nobody' | 'column' | 'everybody'; said: Said }

export const noAgreement: AgreementState = {
  who: 'nobody',
  said: { purpose: 'newsletter', wording: '', source: '', collectedOn: '' },
}

const purposeShape = /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/

const wrongIn = ({ purpose, wording, source, collectedOn }: Said): Partial<Record<keyof Said, string>> => ({
  purpose: purposeShape.test(purpose) ? undefined : 'wrong_format',
  wording: wording.trim().length < 3 ? 'required' : undefined,
  source: source.trim().length < 10 ? (source.trim() ? 'too_short' : 'required') : undefined,
  collectedOn: collectedOn ? undefined : 'required',
})

export const agreementIsWhole = ({ who, said }: AgreementState): boolean =>
  who === 'nobody' || Object.values(wrongIn(said)).every((wrong) => !wrong)

type Props = {
  agreement: AgreementState
  change: (agreement: AgreementState) => void
  /** Whether a column says who agreed. */
  speaks: boolean
  /** Whether what is missing is said by now. */
  shown: boolean
}

export function Agreement({ agreement, change, speaks, shown }: Props) {
  const { who, said } = agreement
  const set = (some: Partial<Said>) => change({ ...agreement, said: { ...said, ...some } })
  const wrong = shown ? wrongIn(said) : {}
  return (
    <section class="out-part" aria-labelledby="agreement-title">
      <h2 id="agreement-title">{t('import.agreement')}</h2>
      <p class="quiet">{t('import.agreementHelp')}</p>
      <div class="fields out-fields">
        <fieldset>
          <legend class="unseen">{t('import.agreement')}</legend>
          {(['nobody', 'column', 'everybody'] as const).map((one) => (
            <label key={one} class="option">
              <input
                type="radio"
                name="who"
                checked={who === one}
                onChange={() => change({ ...agreement, who: one })}
              />
              <span>
                {t(`import.who.${one}`)}
                <span>{t(`import.who.${one}.help`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {who === 'column' && !speaks && <p class="wrong">{t('import.agreementColumn')}</p>}
        {who !== 'nobody' && (
          <>
            <Field label={t('import.purpose')} help={t('import.purposeHelp')} wrong={wrong.purpose}>
              {(described) => (
                <input
                  {...described}
                  value={said.purpose}
                  autoComplete="off"
                  spellcheck={false}
                  onInput={(event) => set({ purpose: event.currentTarget.value.trim() })}
                />
              )}
            </Field>
            <Field label={t('import.wording')} help={t('import.wordingHelp')} wrong={wrong.wording}>
              {(described) => (
                <textarea
                  {...described}
                  rows={2}
                  maxLength={500}
                  value={said.wording}
                  onInput={(event) => set({ wording: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={t('import.source')} help={t('import.sourceHelp')} wrong={wrong.source}>
              {(described) => (
                <textarea
                  {...described}
                  rows={2}
                  maxLength={600}
                  value={said.source}
                  onInput={(event) => set({ source: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={t('import.collectedOn')} wrong={wrong.collectedOn}>
              {(described) => (
                <input
                  {...described}
                  type="date"
                  max={new Date().toISOString().slice(0, 10)}
                  value={said.collectedOn}
                  onChange={(event) => set({ collectedOn: event.currentTarget.value })}
                />
              )}
            </Field>
          </>
        )}
      </div>
    </section>
  )
}
