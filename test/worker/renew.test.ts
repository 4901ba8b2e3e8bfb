import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { budgetOf } from '../../worker/delivery/budget.ts'
import { claim } from '../../worker/delivery/outbox.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { newId } from '../../worker/lib/id.ts'
import { downloadLink, readDownloadLink } from '../../worker/magnet/link.ts'
import { renew } from '../../worker/magnet/renew.ts'
import { mail } from '../support/confirming.ts'
import { aFormByMail, watched } from '../support/owed.ts'
import { call } from '../support/person.ts'
import { ask, quiet } from '../support/pool.ts'
import { origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const day = 24 * 60 * 60 * 1000
const now = () => new Date().toISOString()
const today = () => now().slice(0, 10)
const reading = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'fr' }

const open = (link: string, headers = {}) => call(link, undefined, { ...reading, ...headers }, quiet)
const press = (link: string, means: typeof env = quiet, headers = {}) =>
  call(`${link}/again`, {}, { ...reading, ...headers }, means)

const expiredLink = (submissionId: string, magnetId: string) =>
  downloadLink(env, origin, { submissionId, magnetId, expiresAt: Date.now() - day })

/** Somebody who has sent the form, and the link they got, its days over. */
async function somebody(form: PublishedForm) {
  const email = aPerson()
  const { id } = await ask(form, email)
  return { id, email, link: await expiredLink(id, form.magnet!) }
}

const renewals = (id: string) =>
  rows<{ id: string; lead_id: string }>(
    `SELECT id, lead_id FROM outbox WHERE submission_id = ?1 AND payload ->> 'template' = 'renew' ORDER BY id`,
    id,
  )

const form = await aFormByMail()

describe('a download link whose days are over', () => {
  it('shows one button, a plain form without script, and no address', async () => {
    const { email, link } = await somebody(form)
    const { status, headers, text } = await open(link)
    expect(status).toBe(410)
    expect(text).toContain('Ce lien a expiré')
    expect(text.match(/<form|<button/g)).toHaveLength(2)
    expect(text).toContain(`<form method="post" action="${new URL(link).pathname}/again">`)
    expect(text).not.toMatch(/<script|<input|<img| on\w+=/)
    expect(text).not.toContain(email)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
  })

  it('owes nothing by being opened, however often and by whatever scanner', async () => {
    const { id, link } = await somebody(form)
    for (const url of [link, link, `${link}?sent`, `${link}/again`]) await open(url)
    expect(await renewals(id)).toEqual([])
  })

  it('owes one mail a day by a person’s click, and says where to look', async () => {
    const { id, email, link } = await somebody(form)
    for (let n = 0; n < 3; n++) {
      const answer = await press(link)
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toBe(`${new URL(link).pathname}?sent`)
    }
    const page = await open(`${link}?sent`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Regardez dans votre boîte de réception')
    expect(page.text).not.toMatch(/<form|<script/)
    expect(page.text).not.toContain(email)
    const [lead] = await rows<{ id: string }>('SELECT id FROM lead WHERE email_key = ?1', email)
    expect(await renewals(id)).toEqual([{ id: `${id}.renew.${today()}`, lead_id: lead!.id }])
    const tomorrow = new Date(Date.now() + day).toISOString()
    await renew(env.DB, { submissionId: id, magnetId: form.magnet! }, origin, tomorrow)
    expect(await renewals(id)).toHaveLength(2)
  })

  it('brings a fresh one that works and lives all its days, to the mailbox it was made for', async () => {
    const { id, email, link } = await somebody(form)
    await press(link)
    const { to, text } = await mail(`${id}.renew.${today()}`)
    expect(to).toBe(email)
    const fresh = /https:\S+\/d\/\S+/.exec(text)![0]
    const grant = await readDownloadLink(env, new URL(fresh).pathname.slice('/d/'.length))
    expect(grant).toMatchObject({ ok: true, submissionId: id, magnetId: form.magnet })
    const left = grant.ok ? grant.expiresAt - Date.now() : 0
    expect(left / day).toBeCloseTo(form.delivery.linkDays, 2)
    const answer = await call(fresh.replace(/\?.*/, ''), undefined, {}, quiet)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('https://example.fr/guide')
  })

  it('waits where the hour’s mail is used up, and is not lost', async () => {
    const { id, link } = await somebody(form)
    await press(link)
    const wanted = { ids: [`${id}.renew.${today()}`], most: 1 }
    const at = Date.now() + 1_000
    expect((await claim(env.DB, wanted, { ...budgetOf(env), address: 0 }, at)).claimed).toEqual([])
    await press(link)
    expect((await claim(env.DB, wanted, budgetOf(env), at)).claimed).toEqual([])
    expect((await claim(env.DB, wanted, budgetOf(env), at + 3_600_000)).claimed).toHaveLength(1)
  })

  it('is no use for a mail once a fresh one is good: it leads to what it is for', async () => {
    const { id } = await somebody(form)
    const good = await downloadLink(env, origin, {
      submissionId: id,
      magnetId: form.magnet!,
      expiresAt: Date.now() + day,
    })
    const answer = await press(good)
    expect(answer.headers.get('location')).toBe(new URL(good).pathname)
    expect(await renewals(id)).toEqual([])
  })
})

describe('whoever is not known, or no longer', () => {
  const gone = {
    'is erased': async ({ id }: { id: string }) => {
      const answer = await call(`${await rightsLink(env, origin, id, now())}/erase`, { sure: 'yes' })
      expect(answer.status).toBeLessThan(400)
    },
    'was deleted by the owner': async ({ email }: { email: string }) => {
      const [lead] = await rows<{ id: string }>('SELECT id FROM lead WHERE email_key = ?1', email)
      await deleteLead(env.DB, lead!.id, now())
    },
    'is held': async ({ id }: { id: string }) => {
      await env.DB.prepare(`UPDATE submission SET held = 'honeypot' WHERE id = ?1`).bind(id).run()
    },
  }
  const answerTo = async (link: string) => {
    const page = await open(link)
    const pressed = await press(link)
    const after = await open(`${link}?sent`)
    const path = new URL(link).pathname
    const shown = (text: string) => text.replaceAll(path, '/d/token')
    const location = shown(pressed.headers.get('location')!)
    return [page.status, shown(page.text), pressed.status, location, after.status, shown(after.text)]
  }

  it.each(Object.entries(gone))('gets the very same answer, and no mail: who %s', async (_, leave) => {
    const known = await answerTo((await somebody(form)).link)
    const person = await somebody(form)
    await leave(person as { id: string; email: string })
    expect(await answerTo(person.link)).toEqual(known)
    expect(await renewals(person.id)).toEqual([])
  })

  it('gets the very same answer, and no mail: who never sent anything, or asks for what was not promised', async () => {
    const { id, link } = await somebody(form)
    const known = await answerTo(link)
    const nobody = newId()
    expect(await answerTo(await expiredLink(nobody, form.magnet!))).toEqual(known)
    expect(await renewals(nobody)).toEqual([])
    const other = await somebody(form)
    expect(await answerTo(await expiredLink(other.id, newId()))).toEqual(known)
    expect(await renewals(other.id)).toEqual([])
    expect(await renewals(id)).toHaveLength(1)
  })
})

describe('a link that was never ours', () => {
  it('is told so, and owes nothing', async () => {
    const { id, link } = await somebody(form)
    const rights = await rightsLink(env, origin, id, new Date(Date.now() - 400 * day).toISOString())
    const [, payload = ''] = rights.split('/r/')
    const bad = [link.slice(0, -4), `${link}x.y`, `${origin}/d/x`, `${origin}/d/%00`, `${origin}/d/${payload}`]
    bad.push(link.replace(form.magnet!, newId()), `${origin}/d/${'a'.repeat(5_000)}`, link.replace(id, newId()))
    for (const each of bad) {
      for (const answer of [await open(each), await press(each)]) {
        expect({ status: answer.status, text: answer.text }, each).toEqual({
          status: 404,
          text: expect.stringContaining('Ce lien ne mène plus à rien'),
        })
        expect(answer.text).not.toContain('<form')
      }
    }
    expect(await renewals(id)).toEqual([])
  })
})

describe('a click that cannot be served now', () => {
  it('is told to wait, by whoever clicks too often', async () => {
    const { id, link } = await somebody(form)
    const tired = { ...quiet, BLOCK_LIMIT: { limit: async () => ({ success: false }) } } as typeof env
    const from = { 'cf-connecting-ip': '198.51.100.77' }
    const answers = []
    for (let n = 0; n < 7; n++) answers.push(await press(`${link}x`, tired, from))
    const last = answers.at(-1)!
    expect(last).toMatchObject({ status: 429, text: expect.stringContaining('<h1>') })
    expect(last.headers.get('retry-after')).toBe('60')
    expect((await press(link, tired, from)).status).toBe(429)
    expect(await renewals(id)).toEqual([])
  })

  it('is told to try again while the database is away, and promises nothing', async () => {
    const { id, link } = await somebody(form)
    const away = {
      ...quiet,
      DB: watched(env.DB, () => {
        throw new Error('away')
      }),
    }
    const answer = await press(link, away)
    expect(answer).toMatchObject({ status: 500, text: expect.stringContaining('Cela ne marche pas pour le moment') })
    const program = await press(link, away, { accept: 'application/json' })
    expect(JSON.parse(program.text)).toMatchObject({ code: 'internal' })
    expect(await renewals(id)).toEqual([])
    expect((await call(link, undefined, reading, away)).status).toBe(410)
  })
})
