// A trial tried by its owner: a real licence, or a real question to their product.
import { useState } from 'preact/hooks'
import type { MagnetDetail, TrialTried } from '../../../contract/magnet.ts'
import { tryTrial } from '../../api/magnets.ts'
import { t } from '../../locale.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Field, Refused } from '../../ui/field.tsx'
import { WebLink } from '../../ui/web-link.tsx'
import { useWork } from '../../work.ts'

export function TryTrial({ magnet }: { magnet: MagnetDetail }) {
  const [email, setEmail] = useState('essai@example.com')
  const [tried, setTried] = useState<TrialTried>()
  const { busy, failure, work } = useWork()
  const by = magnet.terms && 'days' in magnet.terms ? magnet.terms.start.by : undefined
  if (by !== 'licence' && by !== 'address') return null
  const go = (event: Event) => {
    event.preventDefault()
    setTried(undefined)
    work(async () => setTried(await tryTrial(magnet.id, email)))
  }
  return (
    <section class="magnet-part">
      <h2>{t('magnet.try')}</h2>
      <p class="quiet">{t(`magnet.tryHelp.${by}`)}</p>
      <form class="fields" onSubmit={go}>
        {by === 'address' && (
          <Field label={t('magnet.tryEmail')} wrong={failure?.fields.email}>
            {(described) => (
              <input
                {...described}
                type="email"
                value={email}
                onInput={(event) => setEmail(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <button type="submit" disabled={busy}>
          {t('magnet.tryGo')}
        </button>
        <Refused failure={failure} known={['email']} />
        <div role="status">
          {tried?.href && (
            <p>
              {t('magnet.tryLink')} <WebLink address={tried.href} />
            </p>
          )}
          {tried?.problem && <p class="wrong">{t('magnet.tryProblem', { problem: tried.problem })}</p>}
        </div>
        {tried?.licence && (
          <>
            <p>{t('magnet.tryLicence')}</p>
            <Copyable text={tried.licence} />
          </>
        )}
      </form>
    </section>
  )
}
