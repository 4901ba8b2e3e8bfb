// English: the frame every page stands in.

import type { app as french } from '../fr/app.ts'
import type { Same } from '../fr.ts'

export const app: Same<typeof french> = {
  'app.skip': 'Skip to content',
  'app.nav': 'Main navigation',
  'app.language': 'Language',
  'app.theme': 'Appearance',
  'app.theme.auto': 'As the system',
  'app.theme.light': 'Light',
  'app.theme.dark': 'Dark',
  'app.signOut': 'Sign out',
  'app.loading': 'Loading…',
  'app.retry': 'Try again',
  'app.cancel': 'Cancel',
  'app.undo': 'Undo',
  'app.copy': 'Copy',
  'app.copied': 'Copied',
  'app.newTab': 'opens in a new tab',
  'app.crashed': 'This page ran into a problem.',
  'app.crashedHelp': 'Your data has not moved. Reload the page; if it happens again, the browser’s console says more.',
  'app.reload': 'Reload',

  'page.missing': 'Page not found',
  'page.missingHelp': 'This address leads nowhere in the dashboard.',
  'page.toLeads': 'See the leads',
  'app.close': 'Close',
  'app.menu': 'Menu',
  'page.closed': 'Page not open to you',
  'page.closedHelp': 'Your role does not give access to this page. An owner can change that.',
  'keys.title': 'Keyboard shortcuts',
  'keys.on': 'Use shortcuts',
  'keys.go': 'Go to {place}',
  'keys.search': 'Search this page',
  'keys.next': 'Next row',
  'keys.before': 'Row before',
  'keys.list': 'This list',
}
