// The page of a lead as the team works on it, in a real browser against the deployed bundle.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LeadEdit } from '../../contract/lead-work.ts'
import type { Accepted, SubmissionInput, Ticket } from '../../contract/submission.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { aPerson, prove } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

/** Fills the demo's guide form and lets it through, as if by a person. */
async function aLead(known: LeadEdit = {}): Promise<{ id: string; email: string }> {
  const email = aPerson()
  const ticket: Ticket = await (await fetch(`${aimant.url}/f/guide-rgpd/ticket`)).json()
  const sent = await fetch(`${aimant.url}/f/guide-rgpd/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ticket: ticket.ticket,
      proof: prove(ticket),
      version: 1,
      language: 'fr',
      answers: { email },
      consents: { newsletter: true },
    } satisfies SubmissionInput),
  })
  expect(sent.ok, await sent.clone().text()).toBe(true)
  const { id }: Accepted = await sent.json()
  const authorization = `Bearer ${await aimant.token('leads:read', 'leads:write')}`
  await fetch(`${aimant.url}/api/v1/submissions/${id}/release`, { method: 'POST', headers: { authorization } })
  await fetch(`${aimant.url}/api/v1/leads/${id}`, {
    method: 'PATCH',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ givenName: 'Inès', familyName: 'Morel', ...known } satisfies LeadEdit),
  })
  return { id, email }
}

/** A page signed in as the owner, on a lead. */
async function on(id: string, options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.waitForURL((url) => !url.pathname.endsWith('sign-in'))
  await opened.page.goto(`${aimant.url}/dashboard/leads/${id}`)
  await opened.page.getByRole('heading', { level: 1 }).waitFor()
  return opened
}

const said = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()
const undo = (page: Page) => page.locator('.said').getByRole('button', { name: 'Annuler' }).click()

test('a lead is moved with why, tagged, given to somebody and taken back, without leaving its page', async () => {
  const { id } = await aLead()
  const { page, said: logged, close } = await on(id)
  await page.getByRole('button', { name: /^Lead/ }).click()
  await page.getByRole('button', { name: 'Perdu' }).click()
  await page.getByLabel('Dites pourquoi').fill('Trop cher')
  await page.getByRole('button', { name: 'Perdu' }).click()
  await said(page, 'Étape : Perdu.')
  await page.getByText('« Trop cher »').waitFor()
  await undo(page)
  await said(page, 'C’est remis comme avant.')
  await page.getByRole('button', { name: /^Lead/ }).waitFor()

  await page.getByRole('button', { name: 'Étiquette', exact: true }).click()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  await page.keyboard.type('salon')
  await page.keyboard.press('Enter')
  await said(page, 'Étiquette salon ajoutée.')
  await page.getByRole('button', { name: 'Retirer l’étiquette salon' }).click()
  await said(page, 'Étiquette salon retirée.')
  await undo(page)
  await page.getByRole('button', { name: 'Retirer l’étiquette salon' }).waitFor()

  await page.getByRole('button', { name: /^Personne/ }).click()
  await page.getByRole('button', { name: 'Owner (moi)' }).click()
  await said(page, 'Attribué à Owner.')
  await page.getByText('Attribué à Owner par Owner').waitFor()
  expect(
    await aimant.query('SELECT stage, tags, assigned_to IS NOT NULL AS assigned FROM lead WHERE id = ?1', id),
  ).toEqual([{ stage: 'lead', tags: '["salon"]', assigned: 1 }])
  expect(logged).toEqual([])
  await close()
})

test('a note of an exchange is written by keyboard, makes a prospect, and is corrected by its author', async () => {
  const { id } = await aLead()
  const { page, close } = await on(id)
  await page.keyboard.press('n')
  await page.keyboard.type('Rappelée, elle hésite')
  await page.getByLabel('Échange dans les deux sens').check()
  await page.getByLabel('Questions posées').fill('Combien ?\nPour quand ?')
  await page.getByLabel('Réserves').fill('<img src=x onerror="pwned=1">')
  expect(await faults(page), 'writing a note').toEqual([])
  await page.getByRole('button', { name: 'Enregistrer la note' }).click()
  await said(page, 'le lead est maintenant prospect')
  await page.getByText('Lead → Prospect, après un échange').waitFor()
  await page.getByText('Pour quand ?').waitFor()
  await page.getByText('onerror').waitFor()
  expect(await page.evaluate(() => 'pwned' in window || document.querySelector('main img') !== null)).toBe(false)
  await page.getByRole('group', { name: 'Ce qui est montré' }).getByRole('button', { name: 'Notes' }).click()
  await page.getByText('A rempli').waitFor({ state: 'hidden' })
  await page.locator('.note').getByRole('button', { name: 'Corriger' }).click()
  await page.getByLabel('Note', { exact: true }).fill('Rappelée, elle accepte')
  await page.getByRole('button', { name: 'Enregistrer la note' }).click()
  await page.getByText('Rappelée, elle accepte').waitFor()
  await close()
})

test('a follow-up is planned on the lead, found among those due, done there and taken back', async () => {
  const { id } = await aLead()
  const { page, close } = await on(id)
  await page.getByRole('button', { name: 'Prévoir une relance' }).click()
  await page.getByLabel('Quoi').fill('Envoyer le devis')
  await page.getByLabel('Pour le').fill('2026-01-05')
  await page.getByRole('button', { name: 'Prévoir', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Envoyer le devis' }).waitFor()
  await page.goto(`${aimant.url}/dashboard/follow-ups`)
  await page.getByRole('heading', { name: 'En retard' }).waitFor()
  expect(await faults(page), 'follow-ups').toEqual([])
  // It leaves the list with the click that ticks it.
  await page.getByRole('checkbox', { name: 'Envoyer le devis' }).click()
  await said(page, 'C’est fait.')
  await page.getByText('Rien à faire').waitFor()
  await undo(page)
  await page.getByRole('checkbox', { name: 'Envoyer le devis' }).waitFor()
  await page.getByRole('link', { name: 'Inès Morel' }).click()
  await page.getByRole('heading', { level: 1, name: 'Inès Morel' }).waitFor()
  await close()
})

test('two leads of one person are merged by a plan that is read before, deleted together, and what goes is said', async () => {
  const familyName = `Quéméneur${Date.now()}`
  const stays = await aLead({ familyName })
  const goes = await aLead({ familyName, company: 'Atelier Sud' })
  const { page, close } = await on(stays.id, { viewport: { width: 360, height: 740 } })
  await page.getByRole('button', { name: 'Fusionner' }).click()
  await page.getByRole('dialog').getByRole('button', { name: goes.email }).click()
  await page.getByText('Ce qui manque est repris : Société.').waitFor()
  expect(await faults(page), 'planning a merge').toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Fusionner' }).click()
  await said(page, 'Les deux leads n’en font plus qu’un.')
  await page.getByRole('button', { name: `Séparer · ${goes.email}` }).waitFor()
  await page.getByRole('link', { name: `Certificat de ${goes.email}` }).waitFor()
  await page.goto(`${aimant.url}/dashboard/leads/${goes.id}`)
  await page.waitForURL(`**/leads/${stays.id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await faults(page), 'a merged lead').toEqual([])
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByText(`le lead fusionné ${goes.email}`).waitFor()
  await page.getByRole('button', { name: 'Supprimer définitivement' }).click()
  await page.waitForURL('**/dashboard/leads')
  expect(await aimant.query('SELECT id FROM lead WHERE id IN (?1, ?2)', stays.id, goes.id)).toEqual([])
  await close()
})

test('what is known is set right where it stands, and a wrong address says what to do instead', async () => {
  const { id, email } = await aLead()
  const { page, close } = await on(id)
  await page.getByRole('button', { name: 'Corriger' }).first().click()
  await page.getByLabel('Société').fill('Atelier Nord')
  await page.getByLabel('Adresse').fill(`autre.${email}`)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'elle ne s’échange pas' }).waitFor()
  expect(await faults(page), 'a refused correction').toEqual([])
  await page.getByLabel('Adresse').fill(email)
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await said(page, 'C’est corrigé.')
  await page.getByText('Corrigé par Owner : Société').waitFor()
  await close()
})
