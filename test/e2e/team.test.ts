// A team at work: invited by mail, signed in by link, passkey and Cloudflare Access, changed, and shown out.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Me } from '../../contract/team.ts'
import { audience, startAccess } from '../support/access.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { startMailServer } from '../support/mail-server.ts'

let aimant: Aimant
let browser: Browser
let mail: Awaited<ReturnType<typeof startMailServer>>
let access: Awaited<ReturnType<typeof startAccess>>
/** By name: an address of numbers has no passkeys. */
let here: string

beforeAll(async () => {
  ;[mail, access] = await Promise.all([startMailServer({ secure: true }), startAccess()])
  const vars = {
    MAIL_URL: `smtps://localhost:${mail.port}`,
    MAIL_FROM: 'Lisière <bonjour@lisiere.example>',
    ACCESS_TEAM_DOMAIN: access.url,
    ACCESS_AUD: audience,
  }
  ;[aimant, browser] = await Promise.all([startAimant({ vars }), startBrowser()])
  here = aimant.url.replace('127.0.0.1', 'localhost')
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
  await Promise.all([mail?.stop(), access?.stop()])
})

const atHost = (link: string) => link.replace('127.0.0.1', 'localhost')

/** A browser of somebody's, with a fingerprint reader of its own. */
async function aBrowser(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  const cdp = await opened.page.context().newCDPSession(opened.page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return opened
}

async function signIn(page: Page, link: string) {
  await page.goto(atHost(link))
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
}

/** The link in the latest mail to an address, once it is there. */
async function mailed(to: string, how: { subject: RegExp }): Promise<string> {
  const { mail: message } = await mail.message((one) => one.to.includes(to) && how.subject.test(one.mail.subject ?? ''))
  return message.text!.match(/http\S+\/dashboard\/sign-in#[\w-]{43}/)![0]
}

test('somebody is invited by mail, adds a passkey, signs in with it, and is shown out', async () => {
  const owner = await aBrowser()
  await signIn(owner.page, await aimant.signIn())
  await owner.page.getByRole('link', { name: 'Équipe' }).click()
  await owner.page.getByRole('button', { name: 'Inviter quelqu’un' }).click()
  const dialog = owner.page.getByRole('dialog')
  expect(await faults(owner.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Inviter', exact: true }).click()
  await dialog.getByText('Ce n’est pas une adresse e-mail.').waitFor()
  await dialog.getByLabel('Nom').fill('Marie Dupont')
  await dialog.getByLabel('Adresse e-mail').fill('Marie@Atelier-Sud.fr')
  await dialog.getByRole('button', { name: 'Inviter', exact: true }).click()
  const shown = await dialog.locator('code').textContent()
  expect(shown).toMatch(new RegExp(`^${here}/dashboard/sign-in#[\\w-]{43}$`))
  expect(await faults(owner.page)).toEqual([])
  await owner.page.keyboard.press('Escape')

  const marie = await aBrowser()
  const invitation = await mailed('marie@atelier-sud.fr', { subject: /rejoignez l’équipe/ })
  expect(invitation).not.toBe(shown)
  await signIn(marie.page, invitation)
  await marie.page.goto(`${here}/dashboard/team/access`)
  await marie.page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await marie.page.getByLabel('Nom de la clé').fill('Portable de Marie')
  await marie.page.getByRole('button', { name: 'Enregistrer' }).click()
  await marie.page.getByText('Portable de Marie').first().waitFor()
  expect(await faults(marie.page)).toEqual([])
  // The same device has one already, and says so.
  await marie.page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await marie.page.getByText('Cet appareil a déjà une clé d’accès à vous.').waitFor()
  // What is an owner's is not there for her.
  expect(await marie.page.getByRole('link', { name: 'Journal' }).count()).toBe(0)

  const before = (await marie.page.context().cookies())[0]!.value
  await marie.page.getByRole('button', { name: 'Marie Dupont' }).click()
  await marie.page.getByRole('button', { name: 'Se déconnecter' }).click()
  await marie.page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click()
  await marie.page.getByText('Portable de Marie').first().waitFor()
  await marie.page.getByText('Par une clé d’accès', { exact: false }).waitFor()
  expect((await marie.page.context().cookies())[0]!.value).not.toBe(before)

  await owner.page.reload()
  await owner.page.getByRole('button', { name: 'Gérer · Marie Dupont' }).click()
  await owner.page.getByRole('button', { name: 'Retirer de l’équipe' }).click()
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click()
  await owner.page.getByText('Marie Dupont n’est plus dans l’équipe.').waitFor()
  await marie.page.reload()
  await marie.page.getByRole('heading', { name: 'Connexion' }).waitFor()
  await owner.page.getByRole('link', { name: 'Journal' }).click()
  await owner.page.getByText('Retrait de Marie Dupont (Éditeur) de l’équipe').waitFor()
  expect(await faults(owner.page)).toEqual([])
  expect(owner.said.filter((line) => !line.includes('422'))).toEqual([])
  await Promise.all([owner.close(), marie.close()])
})

test('the last owner cannot be removed, and is told why', async () => {
  const { page, close } = await aBrowser()
  await signIn(page, await aimant.signIn())
  await page.goto(`${here}/dashboard/team`)
  await page.getByRole('button', { name: 'Gérer · Owner' }).click()
  await page.getByRole('button', { name: 'Retirer de l’équipe' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click()
  await page.getByText('L’équipe a besoin d’un propriétaire').waitFor()
  await close()
})

test('an owner gives their address, and gets in by a mail they asked for; a stranger’s address gets none', async () => {
  const { page, close } = await aBrowser()
  await signIn(page, await aimant.signIn())
  await page.goto(`${here}/dashboard/team`)
  await page.getByRole('button', { name: 'Indiquer mon adresse' }).click()
  await page.getByLabel('Nom').fill('Camille')
  await page.getByLabel('Adresse e-mail').fill('camille@atelier-sud.fr')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Camille', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Camille', exact: true }).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()

  await page.getByLabel('Votre adresse e-mail').fill('inconnu@atelier-sud.fr')
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  const said = 'Si cette adresse est celle d’un membre de l’équipe'
  await page.getByText(said).waitFor()
  await page.getByLabel('Votre adresse e-mail').fill('camille@atelier-sud.fr')
  await page.getByRole('button', { name: 'Recevoir un lien' }).click()
  await page.getByText(said).waitFor()
  expect(await faults(page)).toEqual([])
  const link = await mailed('camille@atelier-sud.fr', { subject: /lien de connexion/ })
  await signIn(page, link)
  expect(mail.received.some(({ to }) => to.includes('inconnu@atelier-sud.fr'))).toBe(false)
  await close()
})

test('a token is shown once and works; a session elsewhere is ended from here', async () => {
  const [one, other] = [await aBrowser(), await aBrowser()]
  await signIn(one.page, await aimant.signIn())
  await signIn(other.page, await aimant.signIn())
  await one.page.goto(`${here}/dashboard/team/tokens`)
  await one.page.getByRole('button', { name: 'Créer un jeton' }).click()
  await one.page.getByLabel('Pour quel programme').fill('Tableur')
  expect(await faults(one.page)).toEqual([])
  await one.page.getByRole('button', { name: 'Créer', exact: true }).click()
  const token = await one.page.getByRole('dialog').locator('code').textContent()
  const asked = () => fetch(`${here}/api/v1/leads`, { headers: { authorization: `Bearer ${token}` } })
  expect((await asked()).status).toBe(200)
  await one.page.keyboard.press('Escape')
  await one.page.getByRole('button', { name: 'Révoquer · Tableur' }).click()
  await one.page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click()
  await one.page.getByText('« Tableur » est révoqué.').waitFor()
  expect((await asked()).status).toBe(401)

  await one.page.goto(`${here}/dashboard/team/access`)
  await one.page.getByText('cette session').waitFor()
  await one.page
    .getByRole('button', { name: /^Terminer ·/ })
    .first()
    .click()
  await one.page.getByText('Session terminée.').waitFor()
  await expect.poll(async () => (await other.page.request.get(`${here}/api/v1/me`)).status()).toBe(401)
  await Promise.all([one.close(), other.close()])
})

describe('Cloudflare Access', () => {
  const ask = (assertion: string, more: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${here}/api/v1/me`, { ...more, headers: { ...more.headers, 'cf-access-jwt-assertion': assertion } })
  const email = 'access@atelier-sud.fr'

  beforeAll(async () => {
    const id = '0190a000-0000-7000-8000-00000000acce'
    const sql = `INSERT INTO member (id, name, email, role, created_at) VALUES (?1, 'Access', ?2, 'viewer', '2026-01-01T00:00:00.000Z')`
    await aimant.query(sql, id, email)
  })

  test('lets in whoever has the mailbox it names, however it writes it, and asks for its keys once', async () => {
    for (const said of [email, 'Access@Atelier-Sud.FR']) {
      const me = (await (await ask(await access.assertion(said))).json()) as Me
      expect(me).toMatchObject({ kind: 'member', name: 'Access', way: 'access' })
    }
    expect(access.asked()).toBe(1)
  })

  test('lets in nobody else, and nothing that is not quite right, even beside a session that is', async () => {
    const now = Math.floor(Date.now() / 1000)
    const good = await access.assertion(email)
    const [header, claims, signature] = good.split('.')
    const wrong: Record<string, string> = {
      stranger: await access.assertion('nobody@atelier-sud.fr'),
      'another application': await access.assertion(email, { aud: ['0'.repeat(64)] }),
      'no application': await access.assertion(email, { aud: undefined }),
      'another team': await access.assertion(email, { iss: 'https://evil.cloudflareaccess.com' }),
      'no team': await access.assertion(email, { iss: undefined }),
      expired: await access.assertion(email, { exp: now - 1 }),
      'never ending': await access.assertion(email, { exp: undefined }),
      'not yet': await access.assertion(email, { nbf: now + 600 }),
      'unknown key': await access.assertion(email, {}, {}, 'unknown'),
      'another key under a known name': await access.assertion(email, {}, { kid: 'known' }, 'unknown'),
      'no key': await access.assertion(email, {}, { kid: undefined }),
      'no mailbox': await access.assertion(email, { email: undefined }),
      'a list for a mailbox': await access.assertion(email, { email: [email] }),
      unsigned: `${Buffer.from('{"alg":"none","kid":"known"}').toString('base64url')}.${claims}.`,
      'signature of another': `${header}.${claims}.${'A'.repeat(signature!.length)}`,
      'the key as a password': await access.confused(email),
      empty: '',
      text: 'x',
      huge: `${good}${'A'.repeat(12_000)}`,
    }
    const answers = Object.entries(wrong).map(async ([what, assertion]) => [what, (await ask(assertion)).status])
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(
      Object.fromEntries(Object.keys(wrong).map((what) => [what, 401])),
    )
    const { page, close } = await aBrowser()
    await signIn(page, await aimant.signIn())
    const [{ name, value } = { name: '', value: '' }] = await page.context().cookies()
    const cookie = `${name}=${value}`
    expect((await ask(good, { headers: { cookie } })).status).toBe(200)
    expect((await ask(wrong.expired!, { headers: { cookie } })).status).toBe(401)
    await close()
  })

  test('is asked for its keys again where one is missing, and not at every stranger’s word', async () => {
    const before = access.asked()
    for (let n = 0; n < 5; n++) await ask(await access.assertion(email, {}, { kid: `made-up-${n}` }, 'unknown'))
    expect(access.asked() - before).toBeLessThanOrEqual(1)
  })

  test('opens what the role may, to our own pages only', async () => {
    const headers = { 'cf-access-jwt-assertion': await access.assertion(email) }
    const asked = (path: string, init: RequestInit = {}) =>
      fetch(`${here}/api/v1${path}`, { ...init, headers: { ...headers, ...(init.headers as object) } })
    expect((await asked('/leads')).status).toBe(200)
    expect((await asked('/audit')).status).toBe(403)
    const cross = { method: 'DELETE', headers: { 'sec-fetch-site': 'cross-site' } }
    expect((await asked('/sessions', cross)).status).toBe(403)
    expect((await asked('/sessions', { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(
      204,
    )
  })
})
