// What makes a good lead: an owner settles it, sees whom that moves before it does, and knows better than the rules about one of them.
import type { Browser, BrowserContextOptions } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QualificationView } from '../../contract/qualification.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
let person: { id: string; full_name: string }
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 30 }), startBrowser()])
  const guide = await aimant.query<{ id: string }>(`SELECT id FROM form WHERE slug = 'guide-rgpd'`)
  const [first] = await aimant.query<{ id: string; full_name: string }>(
    'SELECT id, full_name FROM lead WHERE held = 0 ORDER BY seq DESC LIMIT 1',
  )
  person = first!
  // One large company among small ones, whatever was made up.
  await aimant.query(`UPDATE lead SET answers = '{"team_size":"1-9"}', stage = 'lead', form_id = ?1`, guide[0]!.id)
  await aimant.query(`UPDATE lead SET answers = '{"team_size":"250+"}' WHERE id = ?1`, person.id)
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function signedIn(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.getByRole('link', { name: 'Réglages' }).waitFor()
  return opened
}

const settled = async () => {
  const headers = { authorization: `Bearer ${await aimant.token('site:read')}` }
  return (
    await fetch(`${aimant.url}/api/v1/sites/main/qualification`, { headers })
  ).json() as Promise<QualificationView>
}

test('a rule is made from a form’s question, told whom it would move, and applied', async () => {
  const { page, said, close } = await signedIn()
  await page.getByRole('link', { name: 'Réglages' }).click()
  await page.getByRole('link', { name: 'Critères, personas et attribution' }).click()
  const fit = page.getByRole('group', { name: 'Dans la cible', exact: true })
  await fit.getByRole('button', { name: 'Ajouter une règle' }).click()
  await page.getByText('Complétez ce qui est souligné').waitFor()
  const apply = page.getByRole('button', { name: 'Appliquer' })
  expect(await apply.isDisabled()).toBe(true)
  await fit.getByLabel('Sur quoi').selectOption({ label: 'Effectif' })
  await fit.getByLabel('250 personnes et plus').check()
  await page.getByText('1 lead bougerait.').waitFor()
  await page.getByText('Voir qui').click()
  await page.getByRole('region', { name: 'Critères' }).waitFor()
  await page.getByRole('listitem').filter({ hasText: person.full_name }).getByText('Inconnu → Oui').waitFor()
  expect((await settled()).changedAt).toBeNull()
  for (const name of ['Pouvoir d’achat', 'Décideur'])
    await page.getByRole('group', { name, exact: true }).getByLabel('Nécessaire').uncheck()
  await page.getByText('1 deviendrait qualifié').waitFor()
  await page.getByRole('button', { name: 'Ajouter un persona' }).click()
  const persona = page.getByRole('group', { name: 'Nouveau persona' })
  await persona.getByLabel('Nom').fill('Direction')
  await page.getByRole('group', { name: 'Direction' }).getByLabel('Valeurs').fill('direct, gérant,')
  await page.getByRole('button', { name: 'Ajouter une règle d’attribution' }).click()
  await page.getByRole('group', { name: 'règle d’attribution 1' }).getByRole('checkbox').first().check()
  await page.getByLabel('Jours pendant lesquels il reste chaud').fill('7')
  await page.getByText('bouger').first().waitFor()
  expect(await faults(page)).toEqual([])
  await apply.click()
  await page.getByText('Appliqué aux nouveaux leads').waitFor()
  await page.getByText('seront jugés selon les nouvelles règles dans une minute').waitFor()
  const { settled: kept } = await settled()
  expect(kept.criteria[0]).toEqual({
    id: 'fit',
    necessary: true,
    rules: [{ verdict: 'yes', when: [{ about: 'team_size', is: 'one_of', values: ['250+'] }] }],
  })
  expect(kept.personas).toEqual([
    { name: 'Direction', when: [{ about: 'lead.job_title', is: 'contains', values: ['direct', 'gérant'] }] },
  ])
  expect(kept.assignment).toEqual([{ when: [], to: [expect.any(String)] }])
  expect(kept.hotDays).toBe(7)
  expect(said).toEqual([])
  await close()
})

test('nobody’s change is lost to somebody who had the page open', async () => {
  const { page, close } = await signedIn()
  await page.goto(`${aimant.url}/dashboard/settings/criteria`)
  const days = page.getByLabel('Jours pendant lesquels il reste chaud')
  await days.fill('0')
  await page.getByText('Un nombre entier de jours, de 1 à 365.').waitFor()
  await days.fill('21')
  await page.getByText('Aucun lead ne bougerait.').waitFor()
  await aimant.query(`UPDATE site SET qualification_at = '2026-01-01T00:00:00.000Z' WHERE id = 'main'`)
  await page.getByRole('button', { name: 'Appliquer' }).click()
  await page.getByText('Quelqu’un d’autre vient de changer ces critères').waitFor()
  await page.getByRole('button', { name: 'Recharger' }).click()
  await page.getByText('Rien n’a changé.').waitFor()
  expect(await days.inputValue()).toBe('7')
  await close()
})

test('somebody who knows better than the rules says so on the lead, with why', async () => {
  const { page, said, close } = await signedIn()
  await page.goto(`${aimant.url}/dashboard/leads/${person.id}`)
  const panel = page.getByRole('region', { name: 'Qualification' })
  await panel.getByText('Qualifié : tous les critères nécessaires sont remplis.').waitFor()
  const fit = panel.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Dans la cible' }) })
  await fit.getByText('250 personnes et plus').waitFor()
  await fit.getByRole('button', { name: 'Juger : Dans la cible' }).click()
  await fit.getByRole('radio', { name: 'Non' }).check()
  expect(await fit.getByRole('button', { name: 'Enregistrer' }).isDisabled()).toBe(true)
  await fit.getByLabel('Pourquoi').fill('Filiale d’un concurrent.')
  expect(await faults(page)).toEqual([])
  await fit.getByRole('button', { name: 'Enregistrer' }).click()
  await panel.getByText('Pas qualifié : Dans la cible.').waitFor()
  await fit.getByText('Filiale d’un concurrent.').waitFor()
  expect(await aimant.query('SELECT qualified FROM lead WHERE id = ?1', person.id)).toEqual([{ qualified: 0 }])
  await panel.getByText('sur 100').click()
  await panel.getByText('Nom plausible').waitFor()
  expect(await faults(page)).toEqual([])
  await fit.getByRole('button', { name: 'Laisser dire les règles' }).click()
  await panel.getByText('Qualifié : tous les critères nécessaires sont remplis.').waitFor()
  expect(said).toEqual([])
  await close()
})

test('a member who may not settle it reads it', async () => {
  const { page, close } = await signedIn()
  // The last owner stays one.
  await aimant.query(
    `INSERT INTO member (id, name, role, created_at) VALUES ('other', 'Autre', 'owner', '2026-01-01T00:00:00.000Z')`,
  )
  await aimant.query(`UPDATE member SET role = 'viewer' WHERE id <> 'other'`)
  try {
    await page.goto(`${aimant.url}/dashboard/settings/criteria`)
    await page.getByText('Seul un propriétaire peut changer les critères.').waitFor()
    expect(await page.getByRole('button', { name: 'Appliquer' }).count()).toBe(0)
    expect(await page.getByRole('checkbox', { name: 'Nécessaire' }).first().isDisabled()).toBe(true)
  } finally {
    await aimant.query(`UPDATE member SET role = 'owner' WHERE id <> 'other'`)
  }
  await close()
})
