// `node test/support/mail-pictures.ts FOLDER`: every mail as a picture, on a phone and on a desk, light and dark, in French
// and English, to be looked at after a change. Nothing here is compared by machine: eyes are.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'
import type * as Html from '../../worker/delivery/mails/html.tsx'
import type { MailFacts } from '../../worker/delivery/mails/mail.ts'
import type * as Templates from '../../worker/delivery/mails/templates.ts'
import type { Template } from '../../worker/delivery/owe.ts'
import { startBrowser } from './browser.ts'

// Node reads no JSX.
const load = async <Module>(path: string): Promise<Module> => {
  const jsx = { runtime: 'automatic', importSource: 'preact' } as const
  const { module } = await runnerImport<Module>(join(import.meta.dirname, '../../worker/delivery/mails', path), {
    configFile: false,
    oxc: { jsx },
  })
  return module
}
const { toHtml } = await load<typeof Html>('html.tsx')
const { makers } = await load<typeof Templates>('templates.ts')

const base: Omit<MailFacts, 'language'> = {
  site: 'Lisière',
  controller: {
    name: 'Lisière SAS',
    contact: 'donnees@lisiere.example',
    address: '12 quai de la Fosse\n44000 Nantes\nFrance',
    privacyPolicy: 'https://lisiere.example/vie-privee',
  },
  form: { name: 'Guide RGPD' },
  magnet: { name: 'Guide RGPD des petites entreprises', kind: 'file', type: 'application/pdf', bytes: 1_234_567 },
  expiresAt: '2026-12-01T10:00:00Z',
  endsAt: '2026-12-24T10:00:00Z',
  left: 20,
  links: {
    download: 'https://leads.example/d/token',
    confirm: 'https://leads.example/c/token',
    rights: 'https://leads.example/r/token',
    dashboard: 'https://leads.example/dashboard',
    home: 'https://lisiere.example/?aimant=token',
  },
}
const trial = { name: 'Sillage Pro', kind: 'trial' } as const
const { download: _, ...noDownload } = base.links
const long =
  'Comment une PME de quarante personnes a divisé par trois le temps passé sur ses demandes d’accès : méthode, modèles et retour d’expérience'

/** What is different about each picture. */
const pictures: [Template, string, Partial<MailFacts>][] = [
  ['deliver', 'file', {}],
  ['deliver', 'link', { magnet: { name: 'La boîte à outils', kind: 'link' } }],
  [
    'deliver',
    'code',
    { magnet: { name: 'Douze mois offerts', kind: 'code' }, code: 'ETE26-7F3K-9QXM', links: noDownload },
  ],
  ['deliver', 'trial', { magnet: trial, code: 'SIL-4821-9930-KDTW' }],
  [
    'deliver',
    'licence',
    { magnet: trial, code: `eyJhbGciOiJFZERTQSJ9.${'dGhpcyBpcyBhIGxpY2VuY2U'.repeat(18)}`, links: noDownload },
  ],
  [
    'deliver',
    'accent-long',
    {
      accent: '#ffd400',
      site: 'Cabinet Lisière & Associés, conseil en données',
      magnet: { name: long, kind: 'file', type: 'application/pdf', bytes: 48_500_000 },
    },
  ],
  [
    'deliver',
    'own-words',
    {
      accent: '#0b5d4b',
      wording: {
        subject: 'Voici {magnet}',
        intro:
          'Merci de votre confiance. Vous trouverez ci-dessous {magnet}, que nous mettons à jour deux fois par an.\n\nBonne lecture, et à bientôt sur {site}.',
      },
    },
  ],
  ['confirm', '', {}],
  ['confirm-deliver', '', {}],
  ['confirm-deliver', 'again', { isReminder: true }],
  ['renew', '', {}],
  ['reminder', '', { magnet: trial }],
  ['rights', '', {}],
  ['retention-ask', '', {}],
  ['notice', '', {}],
  ['notice-budget', '', {}],
  ['notice-stock', 'low', {}],
  ['notice-stock', 'empty', { left: -1 }],
  [
    'notice-digest',
    '',
    {
      digest: {
        leads: [
          ['Guide RGPD', 12],
          ['Essai de Sillage', 3],
        ],
        held: 2,
      },
    },
  ],
  ['notice-connection', 'failing', { connection: { name: 'Notre CRM', host: 'hooks.example.fr', because: 'failing' } }],
  ['notice-connection', 'gone', { connection: { name: 'Notre CRM', host: 'hooks.example.fr', because: 'gone' } }],
  ['sign-in', '', {}],
  ['invite', '', {}],
]

const out = resolve(process.argv[2] ?? 'mails')
await mkdir(out, { recursive: true })
const browser = await startBrowser()
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [375, 700]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 600 } })
    const page = await context.newPage()
    for (const language of ['fr', 'en']) {
      for (const [template, what, over] of pictures) {
        await page.setContent(toHtml(makers[template]({ ...base, ...over, language })))
        const name = [template, what, language, width, colorScheme].filter(Boolean).join('-')
        await page.screenshot({ path: join(out, `${name}.png`), fullPage: true })
      }
    }
    await context.close()
  }
}
await browser.close()
console.log(`${pictures.length * 8} pictures in ${out}`)
