import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { issueTicket } from '../../worker/capture/ticket.ts'
import { idTime } from '../../worker/lib/id.ts'
import { createMagnet } from '../../worker/magnet/store.ts'
import { aPublishedForm, origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const aFormWithMagnet = async () => {
  await aPublishedForm()
  const magnet = await createMagnet(
    env.DB,
    'main',
    { kind: 'link', name: 'Le guide', url: 'https://example.fr/g' },
    new Date().toISOString(),
  )
  return aPublishedForm({ magnet: magnet.id })
}
const submit = async (form: PublishedForm, values: Record<string, string>, headers: Record<string, string> = {}) => {
  const { ticket } = await issueTicket(env, form, Date.now() - 60_000)
  const body = new URLSearchParams({ _ticket: ticket, _version: String(form.version), _language: 'fr', ...values })
  return exports.default.fetch(`${origin}/f/${form.slug}/submissions`, {
    method: 'POST',
    headers: { 'cf-connecting-ip': '203.0.113.9', ...headers },
    body,
  })
}

describe('an ordinary form post', () => {
  it('goes through the same guard and is held, since it could not work for its ticket, and is answered with the magnet', async () => {
    const form = await aFormWithMagnet()
    const email = aPerson()
    const response = await submit(form, { email, given: 'Zoé', 'consent-newsletter': 'on' })
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).toContain('lang="fr"')
    expect(page).toMatch(/href="https:\/\/leads\.example\.com\/d\/download\./)
    const [row] = await rows<{ id: string; held: string }>(
      'SELECT submission.id, submission.held FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
      email,
    )
    expect(row?.held).toBe('no_proof')
    expect(idTime(row!.id)).toBeLessThan(Date.now())
    expect(await rows('SELECT state FROM consent_event WHERE submission_id = ?1 ORDER BY purpose', row!.id)).toEqual([
      { state: 'given' },
      { state: 'shown_not_given' },
    ])
  })

  it('says which field is wrong, in words', async () => {
    const response = await submit(await aPublishedForm(), { email: 'pas-une-adresse', size: 'énorme' })
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toContain('text/html')
    const page = await response.text()
    expect(page).toContain('Adresse e-mail')
    expect(page).toContain('Effectif')
  })

  it('never shows markup somebody sent', async () => {
    const page = await (
      await submit(await aPublishedForm(), { '<script>alert(1)</script>': 'x', email: aPerson() })
    ).text()
    expect(page).not.toContain('<script>alert')
  })

  it('is refused from a foreign page, like any other', async () => {
    const form = await aPublishedForm({ origins: ['https://atelier-sud.fr'] })
    const response = await submit(form, { email: aPerson() }, { origin: 'https://evil.example' })
    expect(response.status).toBe(403)
  })

  it('with a control sent twice where one belongs is refused', async () => {
    const form = await aPublishedForm()
    const response = await exports.default.fetch(`${origin}/f/${form.slug}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'cf-connecting-ip': '203.0.113.10' },
      body: '_ticket=a&_ticket=b&_version=1&_language=fr&email=a@b.fr',
    })
    expect(response.status).toBe(400)
  })
})
