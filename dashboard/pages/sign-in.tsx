// Signing in by a one-time link. Mail scanners and previews open links too, so nothing happens before a person's click.

import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Failure } from '../api/request.ts'
import { signIn, whoAmI } from '../api/team.ts'
import { t } from '../locale.ts'
import { asFailure } from '../resource.ts'
import { member } from '../session.ts'
import { Heading } from '../ui/heading.tsx'

type Step = 'ready' | 'busy' | 'expired' | Failure

export function SignInPage() {
  const { path, route } = useLocation()
  const [token, setToken] = useState('')
  const [step, setStep] = useState<Step>('ready')

  useEffect(() => {
    const read = () => {
      if (location.hash.length < 2) return
      setToken(location.hash.slice(1))
      setStep('ready')
      // The address bar is copied, bookmarked and shown on screens: the secret leaves it at once.
      history.replaceState(history.state, '', location.pathname + location.search)
    }
    read()
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])

  const enter = async () => {
    setStep('busy')
    try {
      await signIn(token)
      member.value = await whoAmI()
      if (path === '/dashboard/sign-in') route('/dashboard/leads', true)
    } catch (error) {
      const failure = asFailure(error)
      setStep(failure.code === 'unauthenticated' ? 'expired' : failure)
    }
  }

  return (
    <div class="narrow sign-in">
      <Heading>{t('signIn.title')}</Heading>
      {!token && <HowTo words={t('signIn.none')} help={t('signIn.noneHelp')} />}
      {token && step === 'expired' && <HowTo words={t('signIn.expired')} help={t('signIn.expiredHelp')} alert />}
      {token && step !== 'expired' && (
        <>
          <p>{t('signIn.ready', { host: location.host })}</p>
          <p class="quiet">{t('signIn.readyHelp')}</p>
          {typeof step === 'object' && <p role="alert">{t(`error.${step.code}`)}</p>}
          <button type="button" class="primary" disabled={step === 'busy'} onClick={enter}>
            {t(step === 'busy' ? 'signIn.busy' : 'signIn.button')}
          </button>
        </>
      )}
    </div>
  )
}

const HowTo = ({ words, help, alert }: { words: string; help: string; alert?: boolean }) => (
  <div role={alert ? 'alert' : undefined}>
    <p>{words}</p>
    <p class="quiet">{help}</p>
    <pre>
      <code>npm run sign-in</code>
    </pre>
  </div>
)
