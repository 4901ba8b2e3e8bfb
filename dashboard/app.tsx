// The frame every page stands in, and which page stands at which address.

import { useEffect, useErrorBoundary, useRef } from 'preact/hooks'
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso'
import { t } from './locale.ts'
import { LeadPage } from './pages/lead/page.tsx'
import { LeadsPage } from './pages/leads/page.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { member } from './session.ts'
import { Header } from './ui/header.tsx'
import { Heading } from './ui/heading.tsx'
import { Said } from './ui/said.tsx'

// Fetched when they are gone to: most days are spent among the leads.
const FormsPage = lazy(() => import('./pages/forms/page.tsx').then(({ FormsPage }) => FormsPage))
const MailPage = lazy(() => import('./pages/mail/page.tsx').then(({ MailPage }) => MailPage))
const SettingsPage = lazy(() => import('./pages/settings/page.tsx').then(({ SettingsPage }) => SettingsPage))

export const App = () => (
  <LocationProvider scope="/dashboard">
    <a class="skip" href="#main">
      {t('app.skip')}
    </a>
    <Header />
    <main id="main" tabIndex={-1}>
      <Guarded />
    </main>
    <Said />
  </LocationProvider>
)

// Any answer of 401 ends the session; the sign-in page then stands where the person was, and their address is kept.
function Guarded() {
  const { path } = useLocation()
  const crashedAt = useRef('')
  const [error, recover] = useErrorBoundary((thrown) => {
    crashedAt.current = path
    console.error(thrown)
  })
  useEffect(() => {
    if (path !== crashedAt.current) recover()
  }, [path])
  if (error) return <CrashedPage />
  if (member.value === null && path !== '/dashboard/sign-in') return <SignInPage />
  return (
    <Router>
      <Route path="/dashboard" component={ToLeads} />
      <Route path="/dashboard/sign-in" component={SignInPage} />
      <Route path="/dashboard/leads" component={LeadsPage} />
      <Route path="/dashboard/leads/:id" component={LeadPage} />
      <Route path="/dashboard/forms" component={FormsPage} />
      <Route path="/dashboard/mail" component={MailPage} />
      <Route path="/dashboard/mail/:part" component={MailPage} />
      <Route path="/dashboard/settings" component={SettingsPage} />
      <Route default component={MissingPage} />
    </Router>
  )
}

function ToLeads() {
  const { route } = useLocation()
  useEffect(() => route('/dashboard/leads', true), [])
  return null
}

const MissingPage = () => (
  <div class="narrow">
    <Heading>{t('page.missing')}</Heading>
    <p>{t('page.missingHelp')}</p>
    <p>
      <a href="/dashboard/leads">{t('page.toLeads')}</a>
    </p>
  </div>
)

const CrashedPage = () => (
  <div class="narrow" role="alert">
    <Heading>{t('app.crashed')}</Heading>
    <p>{t('app.crashedHelp')}</p>
    <button type="button" onClick={() => location.reload()}>
      {t('app.reload')}
    </button>
  </div>
)
