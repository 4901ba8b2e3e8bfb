// Whether Cloudflare Turnstile looks at a form's visitors too; and what is missing where it could not.
import { readProtection } from '../../api/held.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { useBuilder } from './builder.ts'
import { Tick } from './controls.tsx'

export function Turnstile() {
  const { keeping } = useBuilder()
  const { data } = useResource('protection', readProtection)
  const isAsked = keeping.draft.value.turnstile
  return (
    <>
      <Tick path={['turnstile']} label={t('b.install.turnstile')} help={t('b.install.turnstileHelp')} />
      {isAsked && data && data.turnstile !== 'ready' && (
        <p class="b-hint" role="status">
          {t(`b.install.turnstile.${data.turnstile}`)}
        </p>
      )}
    </>
  )
}
