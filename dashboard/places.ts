// Every place there is: its address, its name, who may open it, its page. A line each; the bar on top, the keyboard and the router read it.
// Pages are fetched when they are gone to.
import type { ComponentType } from 'preact'
import { lazy } from 'preact-iso'
import type { Scope } from '../contract/team-names.ts'
import { loadPart, type PartWords } from './locale.ts'
import type { Key } from './locales/fr.ts'
import { member } from './session.ts'

const pageWords: PartWords = {
  fr: () => import('./locales/fr/pages.ts').then(({ pages }) => pages),
  en: () => import('./locales/en/pages.ts').then(({ pages }) => pages),
}
const connectionWords: PartWords = {
  fr: () => import('./locales/fr/connections.ts').then(({ connections }) => connections),
  en: () => import('./locales/en/connections.ts').then(({ connections }) => connections),
}
const builderWords: PartWords = {
  fr: () => import('./locales/fr/builder.ts').then(({ builder }) => builder),
  en: () => import('./locales/en/builder.ts').then(({ builder }) => builder),
}
const heldWords: PartWords = {
  fr: () => import('./locales/fr/held.ts').then(({ held }) => held),
  en: () => import('./locales/en/held.ts').then(({ held }) => held),
}
const numberWords: PartWords = {
  fr: () => import('./locales/fr/numbers.ts').then(({ numbers }) => numbers),
  en: () => import('./locales/en/numbers.ts').then(({ numbers }) => numbers),
}
const experimentWords: PartWords = {
  fr: () => import('./locales/fr/experiments.ts').then(({ experiments }) => experiments),
  en: () => import('./locales/en/experiments.ts').then(({ experiments }) => experiments),
}
const serviceWords: PartWords = {
  fr: () => import('./locales/fr/service.ts').then(({ service }) => service),
  en: () => import('./locales/en/service.ts').then(({ service }) => service),
}

type Page = ComponentType & { preload: () => Promise<unknown> }

export type Place = {
  path: string
  name: Key
  /** Goes there after `g`. Each its own. */
  letter: string
  scope: Scope
  page: Page
  /** Pages inside it, by what stands behind its path. */
  inside?: Record<string, Page>
}

/** A page, and the words it says. */
function withWords(load: () => Promise<ComponentType>, ...parts: PartWords[]): Page {
  const words = parts.length ? parts : [pageWords]
  return lazy<ComponentType>(() => Promise.all([load(), ...words.map(loadPart)]).then(([page]) => page))
}

const homePage = withWords(() => import('./pages/home/page.tsx').then(({ HomePage }) => HomePage))
const numbersPage = withWords(
  () => import('./pages/numbers/page.tsx').then(({ NumbersPage }) => NumbersPage),
  pageWords,
  numberWords,
)
const leadsPage = withWords(() => import('./pages/leads/page.tsx').then(({ LeadsPage }) => LeadsPage))
const leadPage = withWords(() => import('./pages/lead/page.tsx').then(({ LeadPage }) => LeadPage))
const heldPage = withWords(() => import('./pages/held/page.tsx').then(({ HeldPage }) => HeldPage), pageWords, heldWords)
const followUpsPage = withWords(() => import('./pages/follow-ups/page.tsx').then(({ FollowUpsPage }) => FollowUpsPage))
const importPage = withWords(() => import('./pages/out/import-page.tsx').then(({ ImportPage }) => ImportPage))
const exportsPage = withWords(() => import('./pages/out/exports-page.tsx').then(({ ExportsPage }) => ExportsPage))
const formsPage = withWords(() => import('./pages/forms/page.tsx').then(({ FormsPage }) => FormsPage))
const builderPage = withWords(
  () => import('./pages/builder/page.tsx').then(({ BuilderPage }) => BuilderPage),
  pageWords,
  builderWords,
)
const variantPage = withWords(
  () => import('./pages/builder/page.tsx').then(({ VariantPage }) => VariantPage),
  pageWords,
  builderWords,
  experimentWords,
)
const testsPage = withWords(
  () => import('./pages/experiments/page.tsx').then(({ TestsPage }) => TestsPage),
  pageWords,
  builderWords,
  experimentWords,
)
const magnetsPage = withWords(() => import('./pages/magnets/page.tsx').then(({ MagnetsPage }) => MagnetsPage))
const magnetPage = withWords(() => import('./pages/magnets/magnet.tsx').then(({ MagnetPage }) => MagnetPage))
const consentsPage = withWords(() => import('./pages/consents/page.tsx').then(({ ConsentsPage }) => ConsentsPage))
const mailPage = withWords(() => import('./pages/mail/page.tsx').then(({ MailPage }) => MailPage))
const connectionsPage = withWords(
  () => import('./pages/connections/page.tsx').then(({ ConnectionsPage }) => ConnectionsPage),
  pageWords,
  connectionWords,
)
const connectionPage = withWords(
  () => import('./pages/connections/connection.tsx').then(({ ConnectionPage }) => ConnectionPage),
  pageWords,
  connectionWords,
)
const settingsPage = withWords(() => import('./pages/settings/page.tsx').then(({ SettingsPage }) => SettingsPage))
const criteriaPage = withWords(() => import('./pages/criteria/page.tsx').then(({ CriteriaPage }) => CriteriaPage))
const servicePage = withWords(
  () => import('./pages/service/page.tsx').then(({ ServicePage }) => ServicePage),
  pageWords,
  serviceWords,
)
const teamPage = withWords(() => import('./pages/team/page.tsx').then(({ TeamPage }) => TeamPage))

// biome-ignore format: a table
export const places: Place[] = [
  { path: '/dashboard', name: 'home.title', letter: 'h', scope: 'leads:read', page: homePage, inside: { numbers: numbersPage } },
  { path: '/dashboard/leads', name: 'leads.title', letter: 'l', scope: 'leads:read', page: leadsPage, inside: { held: heldPage, import: importPage, exports: exportsPage, ':id': leadPage } },
  { path: '/dashboard/follow-ups', name: 'followUps.title', letter: 'r', scope: 'leads:read', page: followUpsPage },
  { path: '/dashboard/forms', name: 'forms.title', letter: 'f', scope: 'forms:read', page: formsPage, inside: { ':slug': builderPage, ':slug/tests': testsPage, ':slug/tests/:number': testsPage, ':slug/tests/:number/:letter': variantPage, ':slug/tests/:number/:letter/:part': variantPage, ':slug/:part': builderPage } },
  { path: '/dashboard/magnets', name: 'magnets.title', letter: 'a', scope: 'magnets:read', page: magnetsPage, inside: { ':id': magnetPage } },
  { path: '/dashboard/mail', name: 'mail.title', letter: 'm', scope: 'leads:read', page: mailPage, inside: { ':part': mailPage } },
  { path: '/dashboard/consents', name: 'consents.title', letter: 'c', scope: 'leads:read', page: consentsPage },
  { path: '/dashboard/connections', name: 'connections.title', letter: 'o', scope: 'site:read', page: connectionsPage, inside: { ':id': connectionPage } },
  { path: '/dashboard/team', name: 'team.title', letter: 't', scope: 'leads:read', page: teamPage, inside: { ':part': teamPage } },
  { path: '/dashboard/settings', name: 'settings.title', letter: 's', scope: 'site:read', page: settingsPage, inside: { criteria: criteriaPage, service: servicePage } },
]

/** Where one may go. While nobody has said who is signed in, everywhere: the server decides anyway. */
export const openPlaces = (): Place[] =>
  places.filter(({ scope }) => member.value === undefined || member.value?.scopes.includes(scope))

/** The place an address belongs to: a page of its own or one inside it. */
export const placeAt = (path: string): Place | undefined =>
  places.find((place) => place.path === path) ??
  places.find((place) => place.path !== '/dashboard' && path.startsWith(`${place.path}/`)) ??
  // Every address begins with that of Home, whose own pages are few and named.
  places.find(({ path: at, inside = {} }) => Object.keys(inside).some((name) => `${at}/${name}` === path))

/** Begins to fetch the page that stands at an address. */
export function preload(path: string): void {
  const place = placeAt(path)
  const page = place?.path === path ? place.page : insideOf(place, path)
  // Whatever fails here is said when the page itself is needed.
  page?.preload().catch(() => {})
}

// One with a name of its own, or else the first that takes any where names differ.
function insideOf({ inside = {}, path: at }: Partial<Place> = {}, path: string): Page | undefined {
  const rest = path.slice((at?.length ?? 0) + 1)
  const steps = rest.split('/')
  const isFor = (name: string) => {
    const wanted = name.split('/')
    return wanted.length === steps.length && wanted.every((step, i) => step.startsWith(':') || step === steps[i])
  }
  return inside[rest] ?? Object.entries(inside).find(([name]) => isFor(name))?.[1]
}
