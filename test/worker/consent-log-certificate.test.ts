import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import type { consentRecord } from '../../worker/consent/certificate/record.ts'
import { checkpointConsents } from '../../worker/consent/log/checkpoints.ts'
import { type ProvedRecords, verifyCertificate } from '../../worker/consent/log/verify.ts'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { forgetForm, publishedForm } from '../../worker/form/published.ts'
import { publishForm } from '../../worker/form/store.ts'
import { saveSite, siteOf } from '../../worker/site/settings.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aController, aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
let call: Call
beforeAll(async () => {
  call = await callerWith('leads:read')
  form = await aPublishedForm({
    consents: [
      {
        purpose: 'newsletter',
        basis: 'consent',
        label: { fr: 'Recevoir la lettre', en: 'Get the newsletter' },
        detail: { fr: 'Une fois par mois.', en: 'Once a month.' },
      },
      { purpose: 'phone', basis: 'legitimate_interest', label: { fr: 'Ne pas m’appeler', en: 'Do not call me' } },
    ],
    texts: {
      title: { fr: 'Le guide', en: 'The guide' },
      notice: { fr: 'Vos données servent à vous envoyer le guide.', en: 'Your data serves to send you the guide.' },
    },
  })
})

type Record = ReturnType<typeof consentRecord>
const html = async (id: string) => {
  const response = await call('GET', `/leads/${id}/certificate`)
  // Where a line may break says nothing.
  return { response, text: (await response.text()).replaceAll('<wbr/>', '').replaceAll('\u00a0', ' ') }
}
const record = async (id: string) => (await call('GET', `/leads/${id}/certificate?format=json`)).json<Record>()
const sign = () => checkpointConsents(env, Date.now())

describe('the certificate of a lead', () => {
  it('says who, what was shown word for word, when, where, how, and how to verify it', async () => {
    const email = aPerson()
    const { id } = await send(form, {
      answers: { email, given: 'Zoé', family: 'Lambert' },
      source: { page: 'https://atelier-sud.fr/blog/rgpd' },
    })
    await sign()
    const { response, text } = await html(id)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(text).toContain('<html lang="fr" dir="ltr">')
    const { notice_id, at } = (
      await rows<{ notice_id: string; at: string }>('SELECT notice_id, at FROM consent_event WHERE lead_id = ?1', id)
    )[0]!
    for (const part of [
      email,
      'Zoé Lambert',
      aController.name,
      aController.contact,
      aController.privacyPolicy,
      'Le guide',
      'Recevoir la lettre',
      'Une fois par mois.',
      'Ne pas m’appeler',
      'Vos données servent à vous envoyer le guide.',
      'https://atelier-sud.fr/blog/rgpd',
      `${form.slug}, version 1`,
      notice_id,
      `${new Date(at).getUTCSeconds()}`,
      'Donné',
      'Pas d’opposition',
      'case cochée par la personne',
      'case montrée et laissée vide',
      'aimant/consents',
      '/.well-known/jwks.json',
      'npm run verify-consents',
      'mène à la racine signée',
    ])
      expect(text).toContain(part)
  })

  it('speaks English to those who were shown English', async () => {
    const { id } = await send(form, { language: 'en' })
    const { text } = await html(id)
    expect(text).toContain('<html lang="en" dir="ltr">')
    expect(text).toContain('Get the newsletter')
    expect(text).toContain('not signed yet')
  })

  it('shows what strangers wrote as text, never as markup', async () => {
    const attack = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
    const { id } = await send(form, {
      answers: { email: aPerson(), given: attack, company: attack },
      source: { page: attack },
    })
    const { text, response } = await html(id)
    expect(text).toContain('&lt;script>alert(1)')
    expect(text).not.toMatch(/<script|<img/i)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('tells every change of mind, the box left alone as well as the one ticked later', async () => {
    const email = aPerson()
    const first = await send(form, { answers: { email }, consents: {} })
    await post(form, await ready(form, { answers: { email }, consents: { newsletter: true, phone: true } }), {
      'sec-gpc': '1',
    })
    await sign()
    const { events, pii_processing } = await record(first.id)
    expect(events.map(({ purpose, event_state }) => [purpose, event_state])).toEqual([
      ['newsletter', 'refused'],
      ['phone', 'requested'],
      ['newsletter', 'given'],
      ['phone', 'refused'],
    ])
    expect(events.map((event) => event.global_privacy_control)).toEqual([false, false, true, true])
    expect(pii_processing.find(({ purpose }) => purpose === 'newsletter')?.state.event_state).toBe('given')
    expect((await html(first.id)).text).toContain('Global Privacy Control')
  })

  it('is for machines a record with the fields of ISO/IEC TS 27560, the person in it by an opaque id', async () => {
    const email = aPerson()
    const { id } = await send(form, { answers: { email } })
    await sign()
    const { proof, ...made } = await record(id)
    expect(JSON.stringify(made)).not.toContain(email)
    expect(made).toMatchObject({
      schema_version: 'ISO/IEC TS 27560:2023',
      record_id: expect.any(String),
      pii_principal_id: id,
      pii_processing: [
        {
          purpose: 'newsletter',
          lawful_basis: 'consent',
          privacy_notice: aController.privacyPolicy,
          language: 'fr',
          wording: 'Recevoir la lettre',
          pii_information: expect.arrayContaining([
            { pii_type: 'email', label: 'Adresse e-mail', pii_optional: false },
          ]),
          pii_controllers: [made.party_identification[0]!.party_id],
        },
        { purpose: 'phone', lawful_basis: 'legitimate_interest' },
      ],
      party_identification: [
        { party_type: 'pii controller', party_name: aController.name, party_contact: aController.contact },
      ],
      events: [{ event_type: 'explicit', event_state: 'given', entity_id: id }, { event_type: 'regular' }],
    })
    // What nobody has declared is not made up.
    expect(made.pii_processing[0]).toMatchObject({
      collection_method: 'web form filled in by the person',
      storage_locations: ['Cloudflare D1 and R2; not declared here: see privacy_notice'],
      retention_period: 'P1095D after the last contact coming from the person',
      jurisdiction: 'not declared here: see privacy_notice',
      recipient_third_parties: ['not declared here: see privacy_notice'],
      withdrawal_method: `https://leads.example.com/r, or ${aController.contact}`,
      privacy_rights: 'https://leads.example.com/r',
    })
    expect(proof).toMatchObject({ address: email })
  })

  it('says what the controller had declared of the data when the form was published, not since', async () => {
    const handling = {
      jurisdiction: 'FR',
      storage: ['Union européenne'],
      recipients: [
        { name: 'Cloudflare, Inc.', role: 'processor' as const, country: 'US' },
        { name: 'Comptoir des affiches', role: 'third_party' as const },
      ],
    }
    const now = new Date().toISOString()
    const before = (await siteOf(env.DB, 'main'))!
    await saveSite(env.DB, { ...before, retentionDays: 365, handling }, now)
    await publishForm(env.DB, form.slug, now)
    await forgetForm(form.slug)
    const declared = (await publishedForm(env.DB, form.slug))!
    await saveSite(env.DB, before, now)
    const { id } = await send(declared)
    const { pii_processing, party_identification } = await record(id)
    expect(pii_processing[0]).toMatchObject({
      jurisdiction: 'FR',
      storage_locations: ['Union européenne'],
      retention_period: 'P365D after the last contact coming from the person',
      recipient_third_parties: ['Cloudflare, Inc.', 'Comptoir des affiches'],
    })
    expect(party_identification.map(({ party_id, party_type }) => [party_id, party_type]).slice(1)).toEqual([
      ['Cloudflare, Inc.', 'pii processor'],
      ['Comptoir des affiches', 'third party'],
    ])
    const { text } = await html(id)
    for (const part of ['1 an après', 'Union européenne', 'Cloudflare, Inc. (sous-traitant, États-Unis)', 'France'])
      expect(text).toContain(part)
    expect((await siteOf(env.DB, 'main'))?.handling).toEqual(before.handling)
  })

  it('says how a withdrawal was made, in words', async () => {
    const { id } = await send(form)
    const link = await rightsLink(env, 'https://leads.example.com', id, new Date().toISOString())
    await exports.default.fetch(`${link}/withdraw`, {
      method: 'POST',
      body: new URLSearchParams({ purpose: 'newsletter' }),
      redirect: 'manual',
    })
    expect((await html(id)).text).toContain('d’un clic sur la page de la personne')
  })

  it('is verified without us, and is not once anything in it is changed', async () => {
    const { id } = await send(form)
    await sign()
    const proof = (await record(id)).proof!
    await expect(verifyCertificate(proof)).resolves.toMatchObject({ events: 2 })
    const changed = (change: (copy: ProvedRecords) => void) => {
      const copy = structuredClone(proof)
      change(copy)
      return verifyCertificate(copy)
    }
    const { seq } = proof.inclusions[0]!.event
    await expect(
      changed((copy) => void Object.assign(copy.inclusions[0]!.event, { state: 'confirmed' })),
    ).rejects.toThrow(`record ${seq} is not what was signed`)
    await expect(changed((copy) => void copy.inclusions[0]!.proof.pop())).rejects.toThrow(
      `record ${seq} is not what was signed`,
    )
    await expect(changed((copy) => void Object.assign(copy, { address: 'somebody@else.example' }))).rejects.toThrow(
      'is not about somebody@else.example',
    )
    await expect(
      changed((copy) => void Object.assign(copy.notices[0]!.snapshot as object, { title: 'Autre' })),
    ).rejects.toThrow('the text of its notice was changed')
    await expect(
      changed(
        (copy) =>
          void Object.assign(copy.checkpoint, {
            note: copy.checkpoint.note.replace(/^(aimant\/consents\n)\d+/, '$19'),
          }),
      ),
    ).rejects.toThrow('not signed by the key')
  })

  it('of nobody is not there, and of anybody is for whoever may read leads', async () => {
    expect((await call('GET', '/leads/01a20032-14bb-7df6-905c-1fece8918567/certificate')).status).toBe(404)
    const { id } = await send(form)
    const stranger = await callerWith('forms:read')
    expect((await stranger('GET', `/leads/${id}/certificate`)).status).toBe(403)
  })
})
