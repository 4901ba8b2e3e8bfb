// What makes a lead a prospect, and for how long interest keeps it hot.
import type { Qualification } from '../../../contract/qualification.ts'
import { t } from '../../locale.ts'

type Props = { settled: Qualification; readOnly: boolean; change: (part: Partial<Qualification>) => void }

const ways = ['exchange', 'exchange_or_qualified'] as const

export const Stages = ({ settled: { prospectOn, hotDays }, readOnly, change }: Props) => (
  <>
    <section class="criteria-part" aria-label={t('criteria.stage')}>
      <div class="c-part-head">
        <h2>{t('criteria.stage')}</h2>
        <p class="quiet">{t('criteria.stageHelp')}</p>
      </div>
      <fieldset class="c-ways">
        <legend>{t('criteria.prospectOn')}</legend>
        {ways.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name="prospect-on"
              disabled={readOnly}
              checked={prospectOn === way}
              onChange={() => change({ prospectOn: way })}
            />
            {t(`criteria.${way}`)}
          </label>
        ))}
      </fieldset>
    </section>
    <section class="criteria-part" aria-label={t('criteria.warmth')}>
      <div class="c-part-head">
        <h2>{t('criteria.warmth')}</h2>
        <p class="quiet">{t('criteria.warmthHelp')}</p>
      </div>
      <div class="c-ways">
        <label for="hot-days">{t('criteria.hotDays')}</label>
        <input
          id="hot-days"
          type="number"
          min={1}
          max={365}
          step={1}
          inputMode="numeric"
          readOnly={readOnly}
          aria-invalid={!isDays(hotDays)}
          aria-describedby={isDays(hotDays) ? undefined : 'hot-days-wrong'}
          value={Number.isFinite(hotDays) ? hotDays : ''}
          onInput={(event) => change({ hotDays: event.currentTarget.valueAsNumber })}
        />
        {!isDays(hotDays) && (
          <p id="hot-days-wrong" class="wrong">
            {t('criteria.daysWrong')}
          </p>
        )}
      </div>
    </section>
  </>
)

const isDays = (days: number) => Number.isInteger(days) && days >= 1 && days <= 365
