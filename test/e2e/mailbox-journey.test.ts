// One visitor's whole way, seen from their own browser and mailbox: asks, gets the file, withdraws, has everything erased,
// and comes back. What the owner can still prove afterwards is checked as a stranger would check it.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LeadDetail } from '../../contract/lead.ts'
import type { ExportLine } from '../../worker/consent/log/verify.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { startMailServer } from '../support/mail-server.ts'

const run = promisify(execFile)
const who = { given: 'Zéphyrine', family: 'Quillard-Oubliée', email: 'zephyrine.quillard@example.fr' }

let mailServer: Awaited<ReturnType<typeof startMailServer>>
let aimant: Aimant
let browser: Browser
let folder: string
beforeAll(async () => {
  mailServer = await startMailServer()
  const vars = { MAIL_FROM: 'Lisière <bonjour@lisiere.example>', MAIL_URL: `smtp://localhost:${mailServer.port}` }
  ;[aimant, browser, folder] = await Promise.all([
    startAimant({ vars }),
    startBrowser(),
    mkdtemp(join(tmpdir(), 'journey-')),
  ])
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
  await mailServer?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Fills the demo's form, the newsletter ticked, and waits until the page hands the guide over. */
async function submit(page: Page) {
  await page.goto(`${aimant.url}/demo/`)
  const control = (name: string) => page.locator(`aimant-form [name="${name}"]`)
  const ticket = page.waitForResponse((response) => response.url().includes('/ticket?') && response.ok())
  await control('given_name').fill(who.given)
  await control('family_name').fill(who.family)
  await control('email').fill(who.email)
  await page
    .locator('aimant-form')
    .getByLabel(/la lettre de Lisière/)
    .check()
  await ticket
  await page.locator('aimant-form button[type=submit]').click()
  await page.locator('aimant-form a.main').waitFor()
}

/** The links of the n-th mail that reached the visitor. */
async function mailed(nth: number) {
  const isTheirs = ({ to }: { to: string[] }) => to.includes(who.email)
  const { mail } = await mailServer.message((one) => mailServer.received.filter(isTheirs)[nth] === one)
  const link = (path: string) => mail.text?.match(new RegExp(`${aimant.url}/${path}/\\S+`))?.[0] ?? ''
  expect(mail.html).toContain(link('d'))
  return { file: link('d'), rights: link('r') }
}

const api = async (path: string) =>
  fetch(`${aimant.url}${path}`, { headers: { authorization: `Bearer ${await aimant.token('leads:read')}` } })
const listed = async () =>
  (await (await api(`/api/v1/leads?q=quillard`)).json()) as { leads: { id: string; email: string }[] }
const leadOf = async (id: string): Promise<LeadDetail> => (await api(`/api/v1/leads/${id}`)).json()

/** The owner's proof as it stands now, verified offline by the project's own program. */
async function proof() {
  await aimant.tick()
  const text = await (await api('/api/v1/consents/export?openings=yes')).text()
  const [file, keys] = [join(folder, 'consents.ndjson'), join(folder, 'jwks.json')]
  await writeFile(file, text)
  await writeFile(keys, await (await fetch(`${aimant.url}/.well-known/jwks.json`)).text())
  const verify = ['run', '--silent', 'verify-consents', '--', file, '--key', keys, '--address', who.email]
  const { stdout } = await run('npm', verify, { cwd: join(import.meta.dirname, '../..') })
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ExportLine)
  return { text, said: stdout, events: lines.flatMap((line) => ('event' in line ? [line.event] : [])) }
}

test('a visitor asks, reads, withdraws, is erased, and comes back without being subscribed again', async () => {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR' })
  await submit(page)
  const first = await mailed(0)
  const { id } = (await listed()).leads[0]!

  // The file, from the mailbox.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.goto(first.file).catch((error) => {
      // A navigation that becomes a download is reported as aborted.
      if (!/Download is starting|ERR_ABORTED/.test(String(error))) throw error
    }),
  ])
  const [magnet] = await aimant.query<{ bytes: number }>(`SELECT bytes FROM magnet WHERE kind = 'file' AND bytes > 0`)
  const bytes = await readFile(await download.path())
  expect({
    start: bytes.subarray(0, 5).toString(),
    end: bytes.toString('latin1').trimEnd().slice(-5),
    bytes: bytes.length,
  }).toEqual({
    start: '%PDF-',
    end: '%%EOF',
    bytes: magnet!.bytes,
  })
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)

  // Their say over it, from the mailbox: one click.
  await page.goto(first.rights)
  await page.getByRole('button', { name: /^Retirer.*la lettre de Lisière/ }).click()
  expect(await page.getByRole('status').textContent()).toContain('C’est fait')
  const withdrawn = await proof()
  const theirs = withdrawn.events.filter(({ lead_id }) => lead_id === id)
  expect(theirs.filter(({ purpose }) => purpose === 'newsletter').map(({ state, method }) => [state, method])).toEqual([
    ['given', 'form'],
    ['withdrawn', 'rights_page'],
  ])
  expect(withdrawn.said).toMatch(/^✓ /)
  expect(withdrawn.said).toContain(`: ${theirs.map(({ seq }) => seq).join(', ')}`)

  // Everything goes.
  await page.getByRole('button', { name: 'Effacer' }).click()
  await page.getByRole('button', { name: 'Oui, effacer pour de bon' }).click()
  await page.getByRole('heading', { name: 'Rien n’est conservé' }).waitFor()
  expect((await api(`/api/v1/leads/${id}`)).status).toBe(404)
  expect((await listed()).leads).toEqual([])
  const dead = await page.goto(first.file)
  expect(dead?.status()).toBe(404)
  expect(await page.getByRole('heading').textContent()).toBe('Ce lien ne mène plus à rien')
  await page.goto(first.rights)
  await page.getByRole('heading', { name: 'Rien n’est conservé' }).waitFor()

  // What the owner keeps proves what happened, and names nobody.
  const erased = await proof()
  expect(erased.said).toMatch(/^✓ /)
  expect(erased.said).toContain('none can be opened')
  expect(erased.events.filter(({ lead_id }) => lead_id === id)).toEqual(theirs)
  for (const name of [who.given, who.family, 'zephyrine', 'quillard'])
    expect(erased.text.toLowerCase()).not.toContain(name.toLowerCase())

  // Somebody types the address again and ticks the box: they get the guide, and the withdrawal stands.
  await submit(page)
  const second = await mailed(1)
  expect((await fetch(second.file)).headers.get('content-type')).toBe('application/pdf')
  const [again] = (await listed()).leads
  expect(again!.id).not.toBe(id)
  const { consents, consentEvents } = await leadOf(again!.id)
  expect(consents.find(({ purpose }) => purpose === 'newsletter')).toMatchObject({ state: 'withdrawn' })
  expect(consentEvents.find(({ purpose }) => purpose === 'newsletter')).toMatchObject({
    state: 'given',
    method: 'form',
  })
  await page.goto(second.rights)
  expect(await page.getByRole('button', { name: /^Retirer/ }).count()).toBe(0)
  expect(await page.getByText(/^retiré, /).count()).toBeGreaterThan(0)
  expect((await proof()).said).toMatch(/^✓ /)
  expect(said.filter((line) => !line.includes('404'))).toEqual([])
  await close()
}, 120_000)
