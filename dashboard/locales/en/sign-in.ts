// English: signing in.

import type { signIn as french } from '../fr/sign-in.ts'
import type { Same } from '../fr.ts'

export const signIn: Same<typeof french> = {
  'signIn.title': 'Sign in',
  'signIn.ready': 'This link opens the dashboard of {host} in this browser, for thirty days.',
  'signIn.readyHelp': 'It works once. Nothing happens until you click.',
  'signIn.button': 'Sign in',
  'signIn.busy': 'Signing in…',
  'signIn.expired': 'This link no longer works.',
  'signIn.expiredHelp': 'A sign-in link works once and expires soon. Ask for a new one, in Aimant’s folder:',
  'signIn.none': 'You sign in here with a link, without a password.',
  'signIn.noneHelp': 'To get a one-time link, in Aimant’s folder:',
  'signIn.passkey': 'Sign in with a passkey',
  'signIn.passkeyBusy': 'Follow your device…',
  'signIn.passkeyNone': 'No passkey answered.',
  'signIn.passkeyRefused': 'This passkey opens nothing here.',
  'signIn.or': 'or',
  'signIn.email': 'Your e-mail address',
  'signIn.mail': 'Mail me a link',
  'signIn.mailBusy': 'Sending…',
  'signIn.mailed':
    'If this is the address of somebody on the team, a link is on its way. It works once, within half an hour.',
  'signIn.mailWrong': 'That is not an e-mail address.',
  'signIn.terminal': 'By the terminal, in Aimant’s folder',
  'signIn.another': 'Or ask for another',
}
