// The frame every page stands in.

import { useEffect, useErrorBoundary, useRef } from 'preact/hooks'
import { LocationProvider, Route, Router, useLocation } from 'preact-iso'
import { t } from './locale.ts'
import { SignInPage } from './pages/sign-in.tsx'
import { placeAt, places } from './places.ts'
import { may, member } from './session.ts'
import { Header } from './ui/header.tsx'
import { Heading } from './ui/heading.tsx'
import { Keyboard } from './ui/keyboard.tsx'
import { Said } from './ui/said.tsx'

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
    <Keyboard />
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
  const place = placeAt(path)
  if (place && member.value && !may(place.scope)) return <ClosedPage />
  return (
    <Router>
      <Route path="/dashboard/sign-in" component={SignInPage} />
      {places.flatMap(({ path, page, inside = {} }) => [
        <Route key={path} path={path} component={page} />,
        ...Object.entries(inside).map(([rest, page]) => (
          <Route key={`${path}/${rest}`} path={`${path}/${rest}`} component={page} />
        )),
      ])}
      <Route default component={MissingPage} />
    </Router>
  )
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

const ClosedPage = () => (
  <div class="narrow">
    <Heading>{t('page.closed')}</Heading>
    <p>{t('page.closedHelp')}</p>
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
