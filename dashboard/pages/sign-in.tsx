// Signing in: by a one-time link, a link asked for by mail, or a passkey. Mail scanners and previews open links too, so nothing
// happens before a person's click.

import { useEffect, useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { WaysIn } from '../../contract/team.ts'
import type { Failure } from '../api/request.ts'
import { mailMeALink, signIn, waysIn, whoAmI } from '../api/team.ts'
import { locale, t } from '../locale.ts'
import { askPasskey, canUsePasskeys } from '../passkey.ts'
import { asFailure, useResource } from '../resource.ts'
import { member } from '../session.ts'
import { Heading } from '../ui/heading.tsx'
import './sign-in.css'

type Step = 'ready' | 'busy' | 'expired' | Failure

export function SignInPage() {
  const entered = useEntered()
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
      await entered()
    } catch (error) {
      const failure = asFailure(error)
      setStep(failure.code === 'unauthenticated' ? 'expired' : failure)
    }
  }

  return (
    <div class="narrow sign-in">
      <Heading>{t('signIn.title')}</Heading>
      {!token && <p>{t('signIn.none')}</p>}
      {token && step === 'expired' && (
        <div role="alert">
          <p>{t('signIn.expired')}</p>
          <p class="quiet">{t('signIn.expiredHelp')}</p>
        </div>
      )}
      {(!token || step === 'expired') && <Ways />}
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

/** Once the cookie is there: whose it is, and on to where they were going. */
function useEntered() {
  const { path, route } = useLocation()
  return async () => {
    member.value = await whoAmI()
    if (path === '/dashboard/sign-in') route('/dashboard', true)
  }
}

/** What works here; the terminal always does. */
function Ways() {
  const { data } = useResource<WaysIn>('ways', waysIn)
  const hasPasskey = data?.passkey && canUsePasskeys()
  return (
    <>
      {hasPasskey && <ByPasskey />}
      {hasPasskey && data?.mail && <p class="quiet sign-in-or">{t('signIn.or')}</p>}
      {data?.mail && <ByMail />}
      <div class="sign-in-terminal">
        <p class="quiet">{t(hasPasskey || data?.mail ? 'signIn.terminal' : 'signIn.noneHelp')}</p>
        <pre>
          <code>npm run sign-in</code>
        </pre>
      </div>
    </>
  )
}

function ByPasskey() {
  const entered = useEntered()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const enter = async () => {
    setBusy(true)
    setProblem('')
    try {
      const used = await askPasskey()
      if (used.is === 'done') return await entered()
      setProblem(t('signIn.passkeyNone'))
    } catch (error) {
      const { code } = asFailure(error)
      setProblem(t(code === 'unauthenticated' ? 'signIn.passkeyRefused' : `error.${code}`))
    }
    setBusy(false)
  }
  return (
    <div class="sign-in-way">
      <button type="button" class="primary" disabled={busy} onClick={enter}>
        {t(busy ? 'signIn.passkeyBusy' : 'signIn.passkey')}
      </button>
      {problem && <p role="alert">{problem}</p>}
    </div>
  )
}

function ByMail() {
  const id = useId()
  const [email, setEmail] = useState('')
  const [step, setStep] = useState<'ready' | 'busy' | 'sent' | Failure>('ready')
  const ask = async (event: Event) => {
    event.preventDefault()
    setStep('busy')
    try {
      await mailMeALink(email, locale.value)
      setStep('sent')
    } catch (error) {
      setStep(asFailure(error))
    }
  }
  const isWrong = typeof step === 'object' && step.fields.email !== undefined
  return (
    <form class="sign-in-way" onSubmit={ask} noValidate>
      <label for={id}>{t('signIn.email')}</label>
      <div class="sign-in-line">
        <input
          id={id}
          type="email"
          autoComplete="email"
          maxLength={254}
          value={email}
          aria-invalid={isWrong}
          aria-describedby={`${id}-said`}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <button type="submit" disabled={step === 'busy' || email.trim() === ''}>
          {t(step === 'busy' ? 'signIn.mailBusy' : 'signIn.mail')}
        </button>
      </div>
      <p id={`${id}-said`} role="status" class={typeof step === 'object' ? 'wrong' : undefined}>
        {step === 'sent' && t('signIn.mailed')}
        {typeof step === 'object' && t(isWrong ? 'signIn.mailWrong' : `error.${step.code}`)}
      </p>
    </form>
  )
}
