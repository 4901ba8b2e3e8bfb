// The first steps of a new owner, in their order, each with where it is done.

import open from 'lucide:circle'
import done from 'lucide:circle-check'
import type { Attention } from '../../../contract/insight.ts'
import { t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'

const steps = ['published', 'seen', 'lead'] as const

export function Begin({ begun }: Pick<Record<'begun', Attention['begun']>, 'begun'>) {
  const next = steps.find((step) => !begun[step])
  return (
    <section class="begin" aria-labelledby="begin-title">
      <h2 id="begin-title">{t('home.begin')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step} class={begun[step] ? 'is-done' : undefined} aria-current={step === next ? 'step' : undefined}>
            <Icon shapes={begun[step] ? done : open} />
            <div>
              <h3>
                {t(`home.begin.${step}`)}
                {begun[step] && <span class="unseen"> ({t('home.begin.done')})</span>}
              </h3>
              {step === next && (
                <>
                  <p class="quiet">{t(`home.begin.${step}Help`)}</p>
                  <p>
                    <a href="/dashboard/forms">{t(`home.begin.${step}Go`)}</a>
                  </p>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
