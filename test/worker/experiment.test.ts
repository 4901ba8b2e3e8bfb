// Variants of a form tried against each other: what visitors meet, what is counted, what is believed, what becomes of it.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Experiment, ExperimentPage, VariantParts } from '../../contract/experiment.ts'
import { type FormDefinition, formDefinition, type PublishedForm } from '../../contract/form.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import type { TagSettings } from '../../contract/shown.ts'
import { app } from '../../worker/app.ts'
import type { Env } from '../../worker/env.ts'
import { formVersion, publishedForm } from '../../worker/form/published.ts'
import { publishForm, saveDraft } from '../../worker/form/store.ts'
import { pick } from '../../worker/form/variant.ts'
import { keyOf } from '../../worker/insight/cell.ts'
import type { Tally } from '../../worker/insight/count.ts'
import { store } from '../../worker/insight/store.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aPublishedForm, origin, post, ready, rows, send } from '../support/published.ts'
import { aForm, aPerson } from '../support/visitor.ts'

let api: Call
beforeAll(async () => {
  api = await callerWith('forms:read', 'forms:write', 'leads:read', 'leads:write', 'audit:read')
})

const read = async <T>(answer: Promise<Response>, status = 200): Promise<T> => {
  const response = await answer
  const text = await response.text()
  expect(response.status, text).toBe(status)
  return (text ? JSON.parse(text) : undefined) as T
}
const refused = async (answer: Promise<Response>, status: number) =>
  (await read<{ code: string; fields?: Record<string, string> }>(answer, status)).fields
const visit = (path: string, headers: Record<string, string> = {}) => exports.default.fetch(origin + path, { headers })

type Draft = { draft: FormDefinition; draftAt: string }
const at = (form: Pick<PublishedForm, 'slug'>, more = '') => `/forms/${form.slug}/experiments${more}`
const partsOf = ({ steps, consents, texts, theme }: FormDefinition): VariantParts => ({ steps, consents, texts, theme })

const begin = (form: PublishedForm, lift = 20) =>
  read<Experiment>(api('POST', at(form), { name: 'Autre titre', lift }), 201)
const readOne = (form: PublishedForm, number = 1) => read<Experiment>(api('GET', at(form, `/${number}`)))
const entitle = async (form: PublishedForm, title: string, letter = 'b', number = 1) => {
  const path = at(form, `/${number}/variants/${letter}`)
  const { draft } = await read<Draft>(api('GET', path))
  const parts = partsOf({ ...draft, texts: { ...draft.texts, title: { fr: title, en: title } } })
  await read(api('PUT', path, parts))
}
const start = (form: PublishedForm, number = 1) => read<Experiment>(api('POST', at(form, `/${number}/start`)))
const stop = (form: PublishedForm, winner: string, number = 1) =>
  read<{ version: number; isDraftKept: boolean }>(api('POST', at(form, `/${number}/stop`), { winner }))

/** A form with two variants on its visitors. */
async function aRunning(over: Parameters<typeof aPublishedForm>[0] = {}) {
  const form = await aPublishedForm(over)
  await begin(form)
  await entitle(form, 'Le même, en mieux')
  const experiment = await start(form)
  const [a, b] = await Promise.all(
    experiment.variants.map(async ({ version }) => (await formVersion(env.DB, form.slug, version!))!),
  )
  return { form, experiment, a: a!, b: b! }
}

/** What was counted in a variant, a while ago. */
const counting = (form: PublishedForm, variant: PublishedForm, views: number, submissions: number, hour: string) =>
  store(env.DB, [
    {
      form: form.id,
      hour,
      cells: {
        [keyOf({ event: 'view', source: 'direct', country: 'FR', device: 'phone', variant: String(variant.version) })]:
          views,
        [keyOf({ event: 'submit', source: 'lettre', country: '-', device: '-', variant: String(variant.version) })]:
          submissions,
      },
    },
  ])

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

// First, before anything else is being counted.
describe('what is counted', () => {
  it('names the variant, from the view to the lead, and only while it is tried', async () => {
    const queued: Tally[] = []
    const INSIGHT = { send: async (tally: Tally) => void queued.push(tally) } as unknown as Queue<Tally>
    const watched = { ...env, INSIGHT } as Env
    let block = 0
    const ask = async (path: string, body?: string) => {
      const context = createExecutionContext()
      const headers = {
        origin: 'https://example.fr',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
        'cf-connecting-ip': `10.8.${++block}.1`,
        ...(path === '/b' ? {} : { 'content-type': 'application/json' }),
      }
      const request = new Request(origin + path, { method: body ? 'POST' : 'GET', body, headers })
      const response = await app.fetch(request, watched, context)
      await waitOnExecutionContext(context)
      expect(response.status).toBeLessThan(300)
    }
    const { form, a, b } = await aRunning()
    await ask('/b', `${form.slug},view,${b.version},lettre`)
    await ask('/b', `${form.slug},view,${a.version},https://www.google.fr`)
    // Kept from before it started, from before there were variants, and made up.
    await ask('/b', `${form.slug},view,${form.version},lettre`)
    await ask('/b', `${form.slug},view,lettre`)
    await ask('/b', `${form.slug},view,999,lettre`)
    await ask(`/f/${form.slug}/ticket?from=${b.version}%2Clettre`)
    const sent = await ready(b, { answers: { email: aPerson() }, source: { campaign: { utm_source: 'lettre' } } })
    await ask(`/f/${form.slug}/submissions`, JSON.stringify(sent))
    const sum = () => {
      const all: Record<string, number> = {}
      for (const { cells } of queued) for (const [key, n] of Object.entries(cells)) all[key] = (all[key] ?? 0) + n
      return all
    }
    await expect.poll(() => Object.values(sum()).reduce((x, y) => x + y, 0), { timeout: 5_000 }).toBe(7)
    expect(sum()).toEqual({
      [`view lettre - desktop ${b.version}`]: 1,
      [`view google - desktop ${a.version}`]: 1,
      'view lettre - desktop -': 3,
      [`start lettre - desktop ${b.version}`]: 1,
      [`submit lettre - desktop ${b.version}`]: 1,
    })
    await store(env.DB, queued)
    const { variants } = await readOne(form)
    expect(variants.map(({ counts }) => [counts.views, counts.starts, counts.submissions])).toEqual([
      [1, 0, 0],
      [1, 1, 1],
    ])
  })
})

describe('an experiment', () => {
  it('begins with the form as it is and a copy of it, of which visitors see nothing', async () => {
    const form = await aPublishedForm()
    const experiment = await begin(form)
    expect(experiment).toMatchObject({ number: 1, name: 'Autre titre', state: 'draft', verdict: null, winner: null })
    expect(experiment.variants.map(({ letter, share, changes }) => ({ letter, share, changes }))).toEqual([
      { letter: 'a', share: 50, changes: [] },
      { letter: 'b', share: 50, changes: [] },
    ])
    expect(await (await visit(`/e/${form.slug}.js`)).text()).not.toContain('Math.random')
    expect((await publishedForm(env.DB, form.slug))!.variants).toBeUndefined()
  })

  it('tells how many views each difference takes, and how many days by those of late', async () => {
    const form = await aPublishedForm()
    const asked = await begin(form)
    expect(asked.plan).toMatchObject({ days: null, rate: 0.05 })
    const hour = daysAgo(9).slice(0, 13)
    const cells = {
      [keyOf({ event: 'view', source: 'direct', country: 'FR', device: 'phone' })]: 4_980,
      [keyOf({ event: 'submit', source: 'direct', country: 'FR', device: 'phone' })]: 499,
    }
    await store(env.DB, [{ form: form.id, hour, cells }])
    const { plan, choices } = await readOne(form)
    expect(plan.rate).toBeCloseTo(0.1, 4)
    expect(plan.viewsEach).toBeGreaterThan(4_000)
    expect(plan.viewsEach).toBeLessThan(6_000)
    expect(plan.days).toBe(Math.ceil((plan.viewsEach * 2) / 498))
    expect(choices.map(({ lift }) => lift)).toEqual([5, 10, 20, 30, 50, 100])
    expect(choices.find(({ lift }) => lift === 20)).toMatchObject({ viewsEach: plan.viewsEach, days: plan.days })
  })

  it('is one at a time, on a form that visitors see', async () => {
    const form = await aPublishedForm()
    await begin(form)
    expect(await refused(api('POST', at(form), { name: 'Encore' }), 409)).toEqual({ experiment: 'open' })
    await read(api('DELETE', at(form, '/1')), 204)
    expect((await begin(form)).number).toBe(1)
    await read(api('POST', '/forms', { slug: 'jamais-vu', from: { form: form.slug } }), 201)
    expect(await refused(api('POST', at({ slug: 'jamais-vu' }), { name: 'Non' }), 409)).toEqual({
      form: 'not_published',
    })
    await refused(api('POST', at({ slug: 'personne' }), { name: 'Non' }), 404)
  })

  it('has two to four variants that share all the views', async () => {
    const form = await aPublishedForm()
    await begin(form)
    for (const letter of ['c', 'd'])
      expect((await read<Experiment>(api('POST', at(form, '/1/variants')), 201)).variants.at(-1)!.letter).toBe(letter)
    expect(await refused(api('POST', at(form, '/1/variants')), 409)).toEqual({ variants: 'too_many' })
    const shares = { a: 40, b: 20, c: 30, d: 10 }
    expect(
      (await read<Experiment>(api('PATCH', at(form, '/1'), { shares }))).variants.map(({ share }) => share),
    ).toEqual(Object.values(shares))
    for (const wrong of [
      { a: 50, b: 50 },
      { ...shares, d: 20 },
    ])
      expect(await refused(api('PATCH', at(form, '/1'), { shares: wrong }), 422)).toEqual({ shares: 'not_whole' })
    await read(api('DELETE', at(form, '/1/variants/c')), 204)
    expect((await readOne(form)).variants.map(({ letter, share }) => `${letter}${share}`)).toEqual([
      'a34',
      'b33',
      'd33',
    ])
    await read(api('DELETE', at(form, '/1/variants/d')), 204)
    expect(await refused(api('DELETE', at(form, '/1/variants/b')), 409)).toEqual({ variants: 'too_few' })
    expect(await refused(api('DELETE', at(form, '/1/variants/a')), 409)).toEqual({ variants: 'too_few' })
    await refused(api('DELETE', at(form, '/1/variants/c')), 404)
  })

  it('starts only where each variant is a sound form that says something of its own, in every language', async () => {
    const form = await aPublishedForm()
    await begin(form)
    expect(await refused(api('POST', at(form, '/1/start')), 422)).toEqual({ 'variants.b': 'says_the_same' })
    const path = at(form, '/1/variants/b')
    const { draft, draftAt } = await read<Draft>(api('GET', path))
    const parts = partsOf(draft)
    expect(await refused(api('PUT', path, { ...parts, steps: [{ id: 'vide', fields: [] }] }), 422)).toBeDefined()
    const withoutEmail = draft.steps.map((step) => ({
      ...step,
      fields: step.fields.filter(({ kind }) => kind !== 'email'),
    }))
    expect(await refused(api('PUT', path, { ...parts, steps: withoutEmail }), 422)).toEqual({
      steps: 'needs_one_required_email',
    })
    expect(await refused(api('PUT', path, { ...parts, display: draft.display }), 422)).toEqual({
      display: 'unknown_field',
    })
    await read(api('PUT', path, { ...parts, texts: { ...parts.texts, title: { fr: 'Sans anglais' } } }))
    expect(await refused(api('POST', at(form, '/1/start')), 422)).toEqual({ 'variants.b.texts': 'missing_language' })
    const changed = await refused(api('PUT', path, parts, { 'if-match': `"${draftAt}"` }), 409)
    expect(changed).toEqual({ draft: 'changed' })
  })

  it('once it runs, can be renamed, and nothing else', async () => {
    const { form } = await aRunning()
    const { draft } = await read<Draft>(api('GET', at(form, '/1/variants/b')))
    const started = { experiment: 'started' }
    expect((await read<Experiment>(api('PATCH', at(form, '/1'), { name: 'Titre 2' }))).name).toBe('Titre 2')
    expect(await refused(api('PATCH', at(form, '/1'), { shares: { a: 80, b: 20 } }), 409)).toEqual(started)
    expect(await refused(api('PUT', at(form, '/1/variants/b'), partsOf(draft)), 409)).toEqual(started)
    expect(await refused(api('POST', at(form, '/1/variants')), 409)).toEqual(started)
    expect(await refused(api('POST', at(form, '/1/start')), 409)).toEqual(started)
    expect(await refused(api('DELETE', at(form, '/1')), 409)).toEqual(started)
  })
})

describe('visitors of a form that is tried', () => {
  it('get one file that holds every variant, and chance', async () => {
    const { form, a, b } = await aRunning()
    const tag = await visit(`/e/${form.slug}.js`)
    const script = await tag.text()
    expect(script).toContain('Math.random()')
    expect(script).toContain('Le même, en mieux')
    expect(script).toContain(form.texts.title.fr)
    for (const { version } of [a, b]) expect(script).toContain(`version:${version}`)
    expect(script).not.toContain(`version:${form.version},`)
    expect(tag.headers.get('cache-control')).toContain('max-age=60')
    const again = await visit(`/e/${form.slug}.js`, { 'if-none-match': tag.headers.get('etag')! })
    expect(again.status).toBe(304)
  })

  it('meet each as often as was settled', async () => {
    const { form } = await aRunning()
    const script = await (await visit(`/e/${form.slug}.js`)).text()
    const settings = /const AIMANT=(.*?)\(Math\.random\(\)\*100\)/s.exec(script)![1]!
    expect(settings).toMatch(/^\(r=>r<50\?\{/)
    const met = [
      { form: { version: 1 } as PublishedForm, share: 70 },
      { form: { version: 2 } as PublishedForm, share: 20 },
      { form: { version: 3 } as PublishedForm, share: 10 },
    ] as Parameters<typeof pick>[0]
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        expect(pick(met, () => random).version).toBe(random * 100 < 70 ? 1 : random * 100 < 90 ? 2 : 3)
      }),
    )
  })

  it('meet one of them in another language, drawn anew for each', async () => {
    const { form, a, b } = await aRunning()
    const versions = new Set<number>()
    for (let n = 0; n < 40; n++) {
      const answer = await visit(`/e/${form.slug}.en.json`)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      versions.add((await answer.json<TagSettings>()).form.version)
    }
    expect(versions).toEqual(new Set([a.version, b.version]))
  })

  it('meet one on the form’s own page, where the widget draws the very same', async () => {
    const { form, a, b } = await aRunning()
    const met = new Set<string>()
    for (let n = 0; n < 40; n++) {
      const html = await (await visit(`/f/${form.slug}`)).text()
      const version = /name="_version" value="(\d+)"/.exec(html)![1]!
      expect(html).toContain(`&amp;v=${version}`)
      met.add(version)
    }
    expect(met).toEqual(new Set([String(a.version), String(b.version)]))
    const only = await (await visit(`/e/${form.slug}.js?display=element&v=${b.version}`)).text()
    expect(only).not.toContain('Math.random()*100')
    expect(only).toContain('Le même, en mieux')
  })

  it('who post the page without JavaScript stay with what they were shown', async () => {
    const { form, b } = await aRunning()
    const body = new URLSearchParams({ _version: String(b.version), _language: 'fr', email: 'pas-une-adresse' })
    const answer = await exports.default.fetch(`${origin}/f/${form.slug}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, 'cf-connecting-ip': '10.77.1.1' },
      body: body.toString(),
    })
    const html = await answer.text()
    expect(html).toContain('Le même, en mieux')
    expect(html).toContain(`name="_version" value="${b.version}"`)
  })

  it('are kept with the version they were shown, and proof of what it said', async () => {
    const { a, b } = await aRunning()
    for (const variant of [a, b]) {
      const { id } = await send(variant, { answers: { email: aPerson() }, consents: { newsletter: true } })
      const [submission] = await rows<{ version: number }>('SELECT version FROM submission WHERE id = ?1', id)
      expect(submission!.version).toBe(variant.version)
      const events = await rows<{ notice_id: string; snapshot: string }>(
        'SELECT notice_id, snapshot FROM consent_event JOIN notice ON notice.id = notice_id WHERE submission_id = ?1',
        id,
      )
      expect(events.length).toBeGreaterThan(0)
      for (const { notice_id, snapshot } of events) {
        expect(notice_id).toBe(variant.notices.fr)
        expect(JSON.parse(snapshot)).toMatchObject({ version: variant.version, title: variant.texts.title.fr })
      }
    }
  })

  it('are validated against the very variant they were shown, and against none that was never shown', async () => {
    const form = await aPublishedForm()
    await begin(form)
    const path = at(form, '/1/variants/b')
    const { draft } = await read<Draft>(api('GET', path))
    const [step, ...others] = draft.steps
    const fields = step!.fields.filter(({ kind }) => kind === 'email')
    await read(api('PUT', path, { ...partsOf(draft), steps: [{ ...step, fields }, ...others] }))
    const { variants } = await start(form)
    const b = (await formVersion(env.DB, form.slug, variants[1]!.version!))!
    const dropped = step!.fields.find(({ kind }) => kind !== 'email')!.key
    const more = await ready(b, { answers: { email: aPerson(), [dropped]: 'x' } })
    expect((await post(b, more)).status).toBe(422)
    expect((await post(b, { ...more, version: b.version + 1 })).status).toBe(422)
  })

  it('who were served before it started, or after it ended, are no part of it, and their leads are taken all the same', async () => {
    const { form, b } = await aRunning()
    const before = await ready(form, { answers: { email: aPerson() } })
    expect((await post(form, before)).status).toBe(200)
    await stop(form, 'a')
    const after = await ready(b, { answers: { email: aPerson() } })
    expect((await post(b, after)).status).toBe(200)
    expect(await (await visit(`/e/${form.slug}.js`)).text()).not.toContain('Math.random()*100')
  })

  it('who send a version that was published elsewhere a moment ago are not turned away', async () => {
    const form = await aPublishedForm()
    const draft = formDefinition.parse(aForm({ texts: { title: { fr: 'Neuf', en: 'New' } } }))
    await saveDraft(env.DB, 'main', form.slug, draft, new Date().toISOString())
    const { version } = await publishForm(env.DB, form.slug, new Date().toISOString())
    expect((await publishedForm(env.DB, form.slug))!.version).toBe(form.version)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_000 })
    const found = await formVersion(env.DB, form.slug, version)
    vi.useRealTimers()
    expect(found?.texts.title.fr).toBe('Neuf')
  })

  it('of a form taken off its pages meet none of them', async () => {
    const { form } = await aRunning()
    await read(api('POST', `/forms/${form.slug}/archive`), 204)
    expect(await (await visit(`/e/${form.slug}.js`)).text()).not.toContain('Math.random()*100')
  })
})

describe('what may be believed', () => {
  const long = async (form: PublishedForm, viewsEach: number, days = 9) =>
    rows(
      'UPDATE experiment SET started_at = ?2, views_each = ?3 WHERE form_id = ?1 RETURNING number',
      form.id,
      daysAgo(days),
      viewsEach,
    )

  it('is nothing before every variant has its views, whoever leads', async () => {
    const { form, a, b, experiment } = await aRunning()
    expect(experiment.plan.viewsEach).toBeGreaterThan(5_000)
    await counting(form, a, 1_000, 10, daysAgo(0).slice(0, 13))
    await counting(form, b, 1_000, 200, daysAgo(0).slice(0, 13))
    const { verdict, plan } = await readOne(form)
    expect(verdict).toMatchObject({ says: 'early', leader: 'b', viewsMore: 2 * (plan.viewsEach - 1_000), daysMore: 7 })
  })

  it('is that one brings more, by how much, once it shows; over days, whatever the source', async () => {
    const { form, a, b } = await aRunning()
    await long(form, 2_000)
    for (const days of [8, 4, 0]) {
      await counting(form, a, 1_000, 50, daysAgo(days).slice(0, 13))
      await counting(form, b, 1_000, 80, daysAgo(days).slice(0, 13))
    }
    const { verdict, variants } = await readOne(form)
    expect(variants.map(({ counts }) => [counts.views, counts.submissions])).toEqual([
      [3_000, 150],
      [3_000, 240],
    ])
    expect(verdict).toMatchObject({ says: 'winner', leader: 'b', viewsMore: 0, daysMore: 0, mismatch: null })
    expect(verdict!.variants[1]!.lift!.low).toBeGreaterThan(0.2)
  })

  it('is doubtful, and said to be, where views are not split as they should be', async () => {
    const { form, a, b } = await aRunning()
    await long(form, 1_000)
    await counting(form, a, 3_000, 150, daysAgo(1).slice(0, 13))
    await counting(form, b, 2_000, 150, daysAgo(1).slice(0, 13))
    expect((await readOne(form)).verdict!.mismatch).toBeLessThan(0.001)
  })
})

describe('when it ends', () => {
  it('with the form as it is, nothing is published, and what it told can still be read', async () => {
    const { form } = await aRunning()
    expect(await stop(form, 'a')).toEqual({ version: form.version, isDraftKept: true })
    expect((await publishedForm(env.DB, form.slug))!.version).toBe(form.version)
    expect(await readOne(form)).toMatchObject({
      state: 'ended',
      winner: 'a',
      variants: [{ letter: 'a' }, { letter: 'b' }],
    })
    expect(await refused(api('POST', at(form, '/1/stop'), { winner: 'b' }), 409)).toEqual({ experiment: 'not_running' })
    expect((await begin(form)).number).toBe(2)
    const page = await read<ExperimentPage>(api('GET', at(form, '?limit=1')))
    expect(page).toMatchObject({ experiments: [{ number: 2, state: 'draft' }], next: 2 })
    const rest = await read<ExperimentPage>(api('GET', at(form, `?limit=1&before=${page.next}`)))
    expect(rest).toMatchObject({ experiments: [{ number: 1, state: 'ended' }], next: null })
  })

  it('with another, that is published as any form is, and is the draft', async () => {
    const { form, b } = await aRunning()
    const { version, isDraftKept } = await stop(form, 'b')
    expect(isDraftKept).toBe(false)
    expect(version).toBe(b.version + 1)
    const now = (await publishedForm(env.DB, form.slug))!
    expect(now).toMatchObject({ version, texts: b.texts })
    const { draft } = await read<Draft>(api('GET', `/forms/${form.slug}/draft`))
    expect(draft.texts.title.fr).toBe('Le même, en mieux')
    const { version: same } = await read<{ version: number }>(api('POST', `/forms/${form.slug}/publish`))
    expect(same).toBe(version)
    const told = await read<{ entries: { action: string; detail: object }[] }>(api('GET', '/audit'))
    expect(
      told.entries
        .slice(0, 3)
        .map(({ action }) => action)
        .toSorted(),
    ).toEqual(['experiment.started', 'experiment.stopped', 'form.published'])
    expect(told.entries.find(({ action }) => action === 'experiment.stopped')!.detail).toEqual({
      form: form.slug,
      experiment: 1,
      variant: 'B',
    })
  })

  it('with another, edits of the draft that nobody has published yet are left as they are', async () => {
    const { form } = await aRunning()
    const { draft } = await read<Draft>(api('GET', `/forms/${form.slug}/draft`))
    await read(api('PUT', `/forms/${form.slug}/draft`, { ...draft, name: 'En travaux' }))
    expect((await stop(form, 'b')).isDraftKept).toBe(true)
    const kept = await read<Draft>(api('GET', `/forms/${form.slug}/draft`))
    expect(kept.draft).toMatchObject({ name: 'En travaux', texts: draft.texts })
    const [row] = await rows<{ changed: number }>(
      `SELECT draft_at > published_at AS changed FROM form JOIN form_version ON form_id = id AND form_version.version = form.version
       WHERE slug = ?1`,
      form.slug,
    )
    expect(row!.changed).toBe(1)
  })

  it('because another version is published, that is what visitors see, and no variant wins', async () => {
    const { form } = await aRunning()
    const { draft } = await read<Draft>(api('GET', `/forms/${form.slug}/draft`))
    await read(api('POST', `/forms/${form.slug}/publish`))
    expect((await readOne(form)).state).toBe('running')
    await read(
      api('PUT', `/forms/${form.slug}/draft`, {
        ...draft,
        texts: { ...draft.texts, title: { fr: 'Tout autre', en: 'New' } },
      }),
    )
    await read(api('POST', `/forms/${form.slug}/publish`))
    expect(await readOne(form)).toMatchObject({ state: 'ended', winner: null })
    expect(await (await visit(`/e/${form.slug}.js`)).text()).not.toContain('Math.random()*100')
  })

  it('two who decide at the same moment decide once', async () => {
    const { form } = await aRunning()
    const answers = await Promise.all(['b', 'b'].map((winner) => api('POST', at(form, '/1/stop'), { winner })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const [row] = await rows<{ n: number }>('SELECT count(*) AS n FROM form_version WHERE form_id = ?1', form.id)
    expect(row!.n).toBe(4)
  })
})

describe('what is told of a lead', () => {
  it('names the variant they met, on their page and in an export, and none where there was none', async () => {
    const { form, b } = await aRunning()
    const [met, other] = [aPerson(), aPerson()]
    const { id } = await send(b, { answers: { email: met } })
    await send(form, { answers: { email: other } })
    const [{ lead_id }] = (await rows<{ lead_id: string }>('SELECT lead_id FROM submission WHERE id = ?1', id)) as [
      { lead_id: string },
    ]
    const { history } = await read<LeadDetail>(api('GET', `/leads/${lead_id}`))
    expect(history[0]!.form).toEqual({
      slug: form.slug,
      name: form.name,
      version: b.version,
      variant: { number: 1, name: 'Autre titre', letter: 'b' },
    })
    const csv = await (await api('GET', `/leads/export?form=${form.slug}`)).text()
    const [heading, ...lines] = csv.replace('\ufeff', '').trim().split('\r\n')
    const at = heading!.split(',').indexOf('variant')
    const told = (email: string) => lines.find((line) => line.startsWith(email))!.split(',')[at]
    expect([told(met), told(other)]).toEqual(['Autre titre · B', ''])
    await read(api('DELETE', `/leads/${lead_id}`), 204)
    expect(await rows('SELECT answers FROM submission WHERE id = ?1 AND answers IS NOT NULL', id)).toEqual([])
    expect((await readOne(form)).variants).toHaveLength(2)
    const { versions } = await read<{ versions: { variant?: object }[] }>(api('GET', `/forms/${form.slug}/versions`))
    expect(versions.map(({ variant }) => variant)).toEqual([
      { number: 1, name: 'Autre titre', letter: 'b' },
      { number: 1, name: 'Autre titre', letter: 'a' },
      undefined,
    ])
  })
})

describe('hostile input', () => {
  it.each([
    ['GET', '/1/variants/e', undefined, 404],
    ['GET', '/0', undefined, 404],
    ['GET', '/abc', undefined, 404],
    ['GET', '/99', undefined, 404],
    ['GET', '?limit=1000', undefined, 422],
    ['POST', '', {}, 422],
    ['POST', '', { name: '' }, 422],
    ['POST', '', { name: 'x'.repeat(81) }, 422],
    ['POST', '', { name: 'x', lift: 7 }, 422],
    ['POST', '', { name: 'x', more: 1 }, 422],
    ['PATCH', '/1', { shares: { e: 50, a: 50 } }, 422],
    ['PATCH', '/1', { shares: { a: 0, b: 100 } }, 422],
    ['PATCH', '/1', { shares: [] }, 422],
    ['PUT', '/1/variants/b', {}, 422],
    ['PUT', '/1/variants/a', undefined, 415],
    ['POST', '/1/stop', { winner: 'z' }, 422],
    ['POST', '/1/stop', { winner: 'b' }, 409],
  ] as const)('%s %s %o is refused with a code', async (method, path, body, status) => {
    const form = await aPublishedForm()
    await begin(form)
    await read(api(method, at(form, path), body), status)
  })

  it('whatever is sent as a variant is refused or kept, and the form stays as it is', async () => {
    const form = await aPublishedForm()
    await begin(form)
    const { draft } = await read<Draft>(api('GET', at(form, '/1/variants/b')))
    const parts = partsOf(draft)
    const part = fc.constantFrom(...Object.keys(parts))
    await fc.assert(
      fc.asyncProperty(part, fc.jsonValue({ maxDepth: 3 }), async (key, value) => {
        const answer = await api('PUT', at(form, '/1/variants/b'), { ...parts, [key]: value })
        expect([200, 422]).toContain(answer.status)
      }),
      { numRuns: 40 },
    )
    expect((await publishedForm(env.DB, form.slug))!.version).toBe(form.version)
  })
})
