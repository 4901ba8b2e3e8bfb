// An owner connects Aimant to what they use, sees that it works, and what becomes of every message.
import type { Browser, BrowserContextOptions } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { answers, type Receiver, startReceiver } from '../support/webhook-receiver.ts'

let aimant: Aimant
let browser: Browser
let receiver: Receiver
let lead: string
let session: BrowserContextOptions['storageState']
beforeAll(async () => {
  receiver = await startReceiver()
  const vars = { WEBHOOK_TEST_ORIGINS: receiver.origin }
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 3, vars }), startBrowser()])
  ;[{ id: lead }] = (await aimant.query('SELECT id FROM lead LIMIT 1')) as [{ id: string }]
  session = await signIn()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
  await receiver?.stop()
})

async function signIn() {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('heading', { name: 'Accueil' }).waitFor()
  const kept = await page.context().storageState()
  await close()
  return kept
}

async function signedIn(path: string, options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', storageState: session, ...options })
  await opened.page.goto(aimant.url + path)
  return opened
}

async function api(method: string, path: string, body?: object) {
  const token = await aimant.token('leads:read', 'leads:write', 'site:read', 'site:write')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(`${aimant.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response
}

async function connect(over: object) {
  const made = await api('POST', '/connections', { name: 'CRM', events: ['lead.stage_changed'], ...over })
  return ((await made.json()) as { connection: { id: string } }).connection.id
}

test('a program is connected by keyboard: each address it may not be is refused in words, its secret is shown once, and a test arrives', async () => {
  const { page, said, close } = await signedIn('/dashboard/connections')
  await page.getByText('Aucune connexion').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Ajouter une connexion' }).press('Enter')
  await page.getByRole('dialog', { name: 'Relier Aimant à quoi' }).waitFor()
  expect(await faults(page)).toEqual([])
  // The first of them has the focus.
  await page.keyboard.press('Enter')
  const address = page.getByLabel('Adresse', { exact: true })
  await expect.poll(() => address.evaluate((one) => one === document.activeElement)).toBe(true)
  for (const [typed, words] of [
    ['http://exemple.fr/x', 'Une adresse complète, qui commence par https://.'],
    ['https://10.0.0.1/x', 'Cette adresse n’est pas joignable depuis Internet.'],
    ['https://exemple.fr:8443/x', 'Sans numéro de port.'],
    ['https://moi:secret@exemple.fr/x', 'Sans identifiant ni mot de passe.'],
  ] as const) {
    await address.fill(typed)
    await address.press('Enter')
    await page.getByText(words, { exact: true }).waitFor()
    await expect.poll(() => address.evaluate((one) => one === document.activeElement)).toBe(true)
  }
  expect(await faults(page)).toEqual([])
  await address.fill(`${receiver.origin}/made`)
  await address.press('Enter')
  const secret = await page.getByText(/^whsec_/).textContent()
  await page.getByRole('button', { name: 'Envoyer un essai' }).press('Enter')
  await page.getByText(/Reçu.*204/).waitFor()
  expect(await faults(page)).toEqual([])
  expect((await receiver.nth('/made', 1)).headers['webhook-signature']).toMatch(/^v1,/)
  await page.keyboard.press('Escape')
  // Named after where it leads, since nobody said otherwise; and the secret is nowhere any more.
  await page.getByRole('link', { name: '127.0.0.1' }).click()
  await page.getByRole('heading', { name: '127.0.0.1' }).waitFor()
  await page.getByText('Consentement retiré et Personne effacée').waitFor()
  expect(await page.content()).not.toContain(secret)
  expect(said.filter((line) => !line.includes('422'))).toEqual([])
  await close()
})

test('what was refused is seen in the log with what was answered, and leaves again under its own name', async () => {
  receiver.answer('/crm', answers.with(400, {}, 'no such field'))
  const id = await connect({ url: `${receiver.origin}/crm` })
  await api('POST', `/leads/${lead}/stage`, { to: 'prospect' })
  await aimant.tick()
  const first = await receiver.nth('/crm', 1)
  await expect
    .poll(() => aimant.query('SELECT status FROM outbox WHERE connection_id = ?1', id))
    .toEqual([{ status: 400 }])
  await aimant.query(`UPDATE outbox SET state = 'dead' WHERE connection_id = ?1`, id)
  const { page, said, close } = await signedIn(`/dashboard/connections/${id}`)
  const log = page.getByRole('region', { name: 'Envois' })
  await log.getByText('l’autre côté a répondu 400').waitFor()
  await log.getByText('Ce qui a été répondu').click()
  await log.getByText('no such field').waitFor()
  expect(await faults(page)).toEqual([])
  await log.getByRole('link', { name: 'Abandonnés' }).click()
  receiver.answer('/crm', answers.ok)
  await page.getByRole('button', { name: 'Renvoyer les abandonnés' }).click()
  expect(await faults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Renvoyer' }).click()
  await page.getByText('1 message va repartir.').waitFor()
  await log.getByText('Rien dans cet état.').waitFor()
  await aimant.tick()
  expect((await receiver.nth('/crm', 2)).headers['webhook-id']).toBe(first.headers['webhook-id'])
  await expect
    .poll(() => aimant.query('SELECT state FROM outbox WHERE connection_id = ?1', id))
    .toEqual([{ state: 'sent' }])
  await log.getByRole('link', { name: 'Acceptés' }).click()
  await log.getByText('réponse 204').waitFor()
  const example = page.getByRole('region', { name: 'Exemple de message' })
  await page.getByLabel('Message', { exact: true }).selectOption('lead.erased')
  await expect.poll(async () => JSON.parse((await example.textContent())!).type).toBe('lead.erased')
  expect(said).toEqual([])
  await close()
})

test('a connection rests and goes on, gets another secret beside the old one, and is deleted once it was said what goes', async () => {
  const id = await connect({ url: `${receiver.origin}/rest` })
  const state = async () => (await aimant.query('SELECT state FROM connection WHERE id = ?1', id))[0]?.state
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, colorScheme: 'dark' } as const
  const { page, said, close } = await signedIn(`/dashboard/connections/${id}`, phone)
  await page.getByRole('button', { name: 'Mettre en pause' }).click()
  await page.getByText('Rien ne part. Ce qui arrive attend, et part à la reprise.').waitFor()
  expect(await state()).toBe('paused')
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('button', { name: 'Mettre en pause' }).waitFor()
  expect(await state()).toBe('active')
  await page.getByRole('button', { name: 'Plus' }).click()
  await page.getByRole('button', { name: 'Remplacer le secret' }).click()
  await page.getByText('Pendant 24').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Remplacer', exact: true }).click()
  await page.getByText(/^whsec_/).waitFor()
  await page.getByRole('button', { name: 'Fermer' }).click()
  await page.getByText('Signe encore').waitFor()
  expect(await faults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.getByRole('button', { name: 'Plus' }).click()
  await page.getByRole('button', { name: 'Supprimer' }).click()
  await page.getByText('disparaissent, sans retour').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await page.getByText('est supprimée').waitFor()
  expect(await state()).toBeUndefined()
  expect(said).toEqual([])
  await close()
})

test('an address of another kind is recognised before anything is sent there, and each state is said in words', async () => {
  await connect({ name: 'Parti', url: `${receiver.origin}/gone` })
  await connect({ name: 'Muet', url: `${receiver.origin}/silent` })
  await aimant.query(
    `UPDATE connection SET state = 'disabled', disabled_at = created_at, disabled_because = 'gone' WHERE name = 'Parti'`,
  )
  await aimant.query(`UPDATE connection SET failing_since = created_at, last_problem = 'timeout' WHERE name = 'Muet'`)
  const { page, said, close } = await signedIn('/dashboard/connections')
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Parti' })
    .getByText('l’autre côté a répondu que cette adresse n’existe plus')
    .waitFor()
  await page.getByRole('listitem').filter({ hasText: 'Muet' }).getByText('pas de réponse en 15').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Ajouter une connexion' }).click()
  await page.getByRole('button', { name: 'Zapier' }).click()
  await page.getByLabel('Adresse', { exact: true }).fill('https://discord.com/api/webhooks/1/abc')
  await page.getByRole('button', { name: 'Connecter Discord' }).click()
  await page.getByLabel('Langue des messages').waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('url')
  await page.getByRole('button', { name: 'Connecter', exact: true }).click()
  await page.getByText('un message de personne y arrive aussitôt').waitFor()
  expect(await aimant.query(`SELECT format, name FROM connection WHERE url LIKE 'https://discord%'`)).toEqual([
    { format: 'discord', name: 'discord.com' },
  ])
  expect(said).toEqual([])
  await close()
})

test('who may only look sees how connections do, and nothing to press or to copy', async () => {
  const id = await connect({ name: 'À voir', url: `${receiver.origin}/looked-at?key=secret` })
  const { page, close } = await newPage(browser, { locale: 'fr-FR', storageState: session })
  await page.route('**/api/v1/me', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), scopes: ['leads:read', 'site:read'] } })
  })
  await page.goto(`${aimant.url}/dashboard/connections`)
  await page.getByRole('link', { name: 'À voir' }).click()
  await page.getByRole('region', { name: 'Exemple de message' }).waitFor()
  const pressable = page.getByRole('main').getByRole('button')
  expect(await pressable.allTextContents()).toEqual(['Actualiser'])
  const looking = await aimant.token('site:read')
  const read = await fetch(`${aimant.url}/api/v1/connections/${id}`, {
    headers: { authorization: `Bearer ${looking}` },
  })
  expect(await read.text()).not.toContain('key=secret')
  await close()
})

test('a team that would rather be told once a day says so where mail is set', async () => {
  const { page, said, close } = await signedIn('/dashboard/mail/notices')
  await page.getByLabel('Un mail par jour').check()
  await page.getByLabel('Adresse').fill('equipe@')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Ce n’est pas une adresse e-mail.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Adresse').fill('equipe@lisiere.example')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('le prochain mail part demain matin').waitFor()
  const [row] = await aimant.query<{ notices: string }>(`SELECT notices FROM site WHERE id = 'main'`)
  expect(JSON.parse(row!.notices)).toEqual({
    how: 'daily',
    to: 'equipe@lisiere.example',
    language: 'fr',
    origin: aimant.url,
  })
  expect(said.filter((line) => !line.includes('422'))).toEqual([])
  await close()
})
