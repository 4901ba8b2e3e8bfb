import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { problems } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { asked, press } from '../support/confirming.ts'
import { aFormByMail } from '../support/owed.ts'
import { aPublishedForm, post, ready, send } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'
import { aPerson } from '../support/visitor.ts'

const crm = ['hubspot', 'brevo', 'salesforce', 'mailchimp'] as const
const begins = {
  hubspot: 'Email,First Name,Last Name,Phone Number,Company Name,Job Title,Website URL,Lifecycle Stage,Lead Status',
  brevo: 'EMAIL,FIRSTNAME,LASTNAME,SMS,EXT_ID',
  salesforce:
    'First Name,Last Name,Company,Email,Phone,Mobile Phone,Title,Website,Lead Source,Lead Status,Country,Description,Email Opt Out',
  mailchimp: 'Email Address,First Name,Last Name,Phone Number,Tags,OPTIN_TIME,OPTIN_IP',
}
const addressIn = { hubspot: 'Email', brevo: 'EMAIL', salesforce: 'Email', mailchimp: 'Email Address' }

let token: string
beforeAll(async () => {
  token = await aToken('leads:read')
})

const bytes = async (query: string) => (await api(`/leads/export?${query}`, token)).arrayBuffer()
const text = async (query: string) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytes(query))
const file = async (query: string, delimiter = ','): Promise<Record<string, string>[]> =>
  parse(await text(query), { bom: true, columns: true, delimiter, record_delimiter: '\r\n' })

/** What older versions or an import may have left, past what a form lets through today. */
const keep = (email: string, column: 'company' | 'phone', value: string) =>
  env.DB.prepare(`UPDATE lead SET ${column} = ?2 WHERE email_key = ?1`).bind(email, value).run()

const question = (key: string) => ({ kind: 'text', key, label: { fr: key } }) as const
const everything = () =>
  aPublishedForm({
    steps: [
      {
        id: 'you',
        fields: [
          { kind: 'email', key: 'email', label: { fr: 'Adresse' }, required: true },
          { kind: 'name', key: 'name', part: 'full', label: { fr: 'Nom' } },
          { kind: 'phone', key: 'tel', label: { fr: 'Tél.' } },
          { kind: 'company', key: 'company', label: { fr: 'Société' } },
          { kind: 'number', key: 'budget', label: { fr: 'Budget' } },
          question('remark'),
          question('email_opt_in'),
        ],
      },
    ],
  })

describe.each(crm)('the file for %s', (preset) => {
  it('begins with its own headings, without a byte order mark, each heading once', async () => {
    await everything()
    const found = await text(`preset=${preset}`)
    expect(found.startsWith(`${begins[preset]},`)).toBe(true)
    const headings = found.split('\r\n')[0]!.toLowerCase().split(',')
    expect(new Set(headings).size).toBe(headings.length)
    expect(headings).toEqual(expect.arrayContaining(['form', 'utm_source', 'consent_newsletter', 'budget', 'remark']))
  })

  it('lets nothing run and nothing break out of its cell, and leaves phones and numbers as they are', async () => {
    const form = await everything()
    const email = aPerson()
    await send(form, {
      answers: {
        email,
        name: '=cmd|"/C calc"!A1',
        tel: '06 12 34 56 78',
        budget: -12.5,
        remark: '+33 or not',
        email_opt_in: '\t=1',
      },
    })
    await keep(email, 'company', '@SUM(A1),"x"\r\n+evil;')
    const [row, ...more] = await file(`form=${form.slug}&preset=${preset}`)
    expect(more).toEqual([])
    expect(Object.values(row!).filter((cell) => /^[=@\t\r+-](?!\d+(\.\d+)?$)/.test(cell))).toEqual([])
    expect(Object.values(row!)).toEqual(
      expect.arrayContaining([
        email,
        `'=cmd|"/C calc"!A1`,
        '+33612345678',
        `'@SUM(A1),"x"\r\n+evil;`,
        '-12.5',
        "'+33 or not",
      ]),
    )
  })

  it('has as agreed only who agreed to be mailed', async () => {
    const form = await aFormByMail({ delivery: { confirm: 'consents' } })
    const unconfirmed = await asked(form)
    const confirmed = await asked(form)
    await press(confirmed.link)
    const silent = aPerson()
    const called = aPerson()
    await send(form, { answers: { email: silent }, consents: {} })
    await send(form, { answers: { email: called }, consents: { phone: true } })
    const withdrawn = await asked(form)
    await press(withdrawn.link)
    await env.DB.prepare(
      `UPDATE lead SET consents = json_set(consents, '$.newsletter.state', 'withdrawn') WHERE id = ?1`,
    )
      .bind(withdrawn.id)
      .run()
    const rows = await file(`form=${form.slug}&preset=${preset}`)
    const opted = (row: Record<string, string>) => row.email_opt_in ?? row.EMAIL_OPT_IN
    const named = (some: Record<string, string>[]) => some.map((row) => row[addressIn[preset]])
    expect(named(rows.filter((row) => opted(row) === 'yes'))).toEqual([confirmed.email])
    const mailsAll = preset === 'brevo' || preset === 'mailchimp'
    expect(named(rows).toSorted()).toEqual(
      mailsAll ? [confirmed.email] : [unconfirmed.email, confirmed.email, silent, called, withdrawn.email].toSorted(),
    )
  })

  it('counts the purpose that is named, and no held submission', async () => {
    const form = await aPublishedForm()
    const [called, held] = [aPerson(), aPerson()]
    await send(form, { answers: { email: called }, consents: { phone: true } })
    await post(
      form,
      await ready(form, { answers: { email: held }, consents: { phone: true }, website_url: 'http://x.example' }),
    )
    const rows = await file(`form=${form.slug}&held=all&preset=${preset}&purpose=phone`)
    const opted = rows.filter((row) => (row.email_opt_in ?? row.EMAIL_OPT_IN) === 'yes')
    expect(opted.map((row) => row[addressIn[preset]])).toEqual([called])
  })
})

describe('in the tool’s own words', () => {
  let form: PublishedForm
  let email: string
  let id: string
  beforeAll(async () => {
    form = await everything()
    email = aPerson()
    const answers = { email, name: 'Zoé Dûfour', tel: '06 12 34 56 78', budget: 12.5 }
    id = (await send(form, { answers })).id
  })
  const row = async (query: string, delimiter?: string) => (await file(`form=${form.slug}&${query}`, delimiter))[0]

  it('HubSpot has its stages and statuses', async () => {
    expect(await row('preset=hubspot')).toMatchObject({
      Email: email,
      'First Name': '',
      'Last Name': 'Zoé Dûfour',
      'Phone Number': '+33612345678',
      'Lifecycle Stage': 'Lead',
      'Lead Status': 'New',
      email_opt_in: 'yes',
      email_opt_in_text: 'Recevoir la lettre\nUne par mois.',
    })
  })

  it('Brevo has its attributes in capitals, and a number only where it can read it', async () => {
    expect(await row('preset=brevo')).toMatchObject({
      EMAIL: email,
      LASTNAME: 'Zoé Dûfour',
      SMS: '+33612345678',
      EXT_ID: id,
      BUDGET: '12.5',
      EMAIL_OPT_IN: 'yes',
    })
    const other = await everything()
    const address = aPerson()
    await send(other, { answers: { email: address } })
    await keep(address, 'phone', '06 12, after six')
    expect(await file(`form=${other.slug}&preset=brevo`)).toMatchObject([{ SMS: '' }])
  })

  it('Salesforce has a last name and a company whatever was asked, and opts out who did not agree', async () => {
    expect(await row('preset=salesforce')).toMatchObject({
      'Last Name': 'Zoé Dûfour',
      Company: '[not provided]',
      'Lead Source': 'Web',
      'Lead Status': 'Open - Not Contacted',
      Description: form.slug,
      'Email Opt Out': '0',
    })
    const silent = await aPublishedForm()
    const address = aPerson()
    await send(silent, { answers: { email: address }, consents: {} })
    expect(await file(`form=${silent.slug}&preset=salesforce`)).toMatchObject([
      { 'Last Name': address.split('@')[0], 'Email Opt Out': '1' },
    ])
  })

  it('Mailchimp has the time of the agreement, and no address of a device', async () => {
    expect(await row('preset=mailchimp')).toMatchObject({
      'Email Address': email,
      Tags: form.slug,
      OPTIN_TIME: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      OPTIN_IP: '',
    })
  })

  it('French Excel has semicolons, decimal commas, and phones that keep their plus', async () => {
    const found = await text(`form=${form.slug}&preset=excel-fr`)
    expect(found.startsWith('\uFEFFemail;first_name;last_name;')).toBe(true)
    expect(await row('preset=excel-fr', ';')).toMatchObject({ email, phone: "'+33612345678", budget: '12,5' })
  })

  it('French Excel is given nothing that it would work out or take for the next cell', async () => {
    const other = await everything()
    const address = aPerson()
    const answers = { email: address, name: '=1+1', budget: -12.5, remark: '-2;3', email_opt_in: '+33612345678' }
    await send(other, { answers })
    await keep(address, 'company', '@SUM(A1);"x"\r\n=2')
    expect(await file(`form=${other.slug}&preset=excel-fr`, ';')).toMatchObject([
      {
        full_name: "'=1+1",
        company: `'@SUM(A1);"x"\r\n=2`,
        budget: '-12,5',
        remark: "'-2;3",
        email_opt_in: "'+33612345678",
      },
    ])
  })

  it('and generic is what it is without a preset', async () => {
    expect(await text(`form=${form.slug}&preset=generic`)).toBe(await text(`form=${form.slug}`))
  })

  it('an unknown preset is refused by name', async () => {
    const refused = await api('/leads/export?preset=lotus', token)
    expect(refused.status).toBe(problems.invalid)
    expect(await refused.json()).toMatchObject({ code: 'invalid', fields: { preset: expect.any(String) } })
  })
})
