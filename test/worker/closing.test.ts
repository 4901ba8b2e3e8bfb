import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import { formDefinition } from '../../contract/form.ts'
import { type SubmissionInput, submission } from '../../contract/submission.ts'
import { submit } from '../../worker/capture/submit.ts'
import { visitOf } from '../../worker/capture/visit.ts'
import { forgetForm } from '../../worker/form/published.ts'
import { publishForm, saveDraft } from '../../worker/form/store.ts'
import worker from '../../worker/index.ts'
import type { StorableSubmission } from '../../worker/lead/storable.ts'
import { aPublishedForm, origin, post, ready, rows, send } from '../support/published.ts'
import { aForm } from '../support/visitor.ts'

const text = { fr: 'Le webinaire est complet.' }
const closing = (closes: { at?: string; after?: number }): Partial<FormInput> => ({
  display: { closes: { ...closes, text } },
})
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const codeOf = async (response: Response) => [response.status, (await response.json<{ code: string }>()).code]
const get = (path: string) => exports.default.fetch(origin + path)
const ticketOf = (form: PublishedForm) => get(`/f/${form.slug}/ticket`)

describe('an offer that ends at a moment', () => {
  test('is open before', async () => {
    const form = await aPublishedForm(closing({ at: minutesFromNow(10) }))
    expect((await ticketOf(form)).status).toBe(200)
    await send(form)
  })

  test('gives no ticket and takes no submission after', async () => {
    const form = await aPublishedForm(closing({ at: minutesFromNow(-10) }))
    expect(await codeOf(await ticketOf(form))).toEqual([410, 'form_closed'])
    expect(await codeOf(await post(form, await ready(form)))).toEqual([410, 'form_closed'])
    expect(await rows('SELECT id FROM submission WHERE form_id = ?1', form.id)).toEqual([])
  })

  test('lets whoever was filling it in get through', async () => {
    const form = await aPublishedForm(closing({ at: minutesFromNow(-2) }))
    expect((await ticketOf(form)).status).toBe(410)
    await send(form)
  })
})

describe('an offer that ends after a number of submissions', () => {
  test('takes exactly so many, however they come at once, and a lost answer is not another one', async () => {
    const form = await aPublishedForm(closing({ after: 3 }))
    const bodies = await Promise.all(Array.from({ length: 6 }, () => ready(form)))
    const answers = await Promise.all(bodies.map((body) => post(form, body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 410, 410, 410])
    expect(await rows('SELECT taken FROM form_place WHERE form_id = ?1', form.id)).toEqual([{ taken: 3 }])

    await forgetForm(form.slug)
    const first = bodies[answers.findIndex(({ status }) => status === 200)]
    expect((await post(form, first)).status).toBe(200)
    expect(await rows('SELECT id FROM submission WHERE form_id = ?1', form.id)).toHaveLength(3)
    expect(await codeOf(await ticketOf(form))).toEqual([410, 'form_closed'])
    expect(await codeOf(await post(form, await ready(form)))).toEqual([410, 'form_closed'])
  })

  test('says so to pages that show it', async () => {
    const form = await aPublishedForm({ display: { trigger: { on: 'exit' }, closes: { after: 1, text } } })
    await send(form)
    await forgetForm(form.slug)
    const shown = await (await get(`/e/${form.slug}.fr.json`)).json<{
      form: { closes: { at: string; text: string } }
    }>()
    expect(shown.form.closes.text).toBe(text.fr)
    expect(Date.parse(shown.form.closes.at)).toBeLessThanOrEqual(Date.now())
    const waiting = await (await get(`/e/${form.slug}.json`)).json<{ closesAt: string }>()
    expect(Date.parse(waiting.closesAt)).toBeLessThanOrEqual(Date.now())
  })

  test('is not ended by doubtful submissions', async () => {
    const form = await aPublishedForm(closing({ after: 1 }))
    for (const _ of 'ab')
      expect((await post(form, await ready(form, { website_url: 'https://spam.example' }))).status).toBe(200)
    await send(form)
  })

  test('tells no doubtful one yes once it is over, whatever way it came, except the one that was told so before', async () => {
    const form = await aPublishedForm(closing({ after: 1 }))
    const [early, late] = [await ready(form, { website_url: 'x' }), await ready(form, { website_url: 'x' })]
    expect((await post(form, early)).status).toBe(200)
    await send(form)
    expect(await codeOf(await post(form, late))).toEqual([410, 'form_closed'])
    expect((await post(form, early)).status).toBe(200)
    expect(await rows('SELECT taken FROM form_place WHERE form_id = ?1', form.id)).toEqual([{ taken: 1 }])
  })

  test('keeps whoever was told yes while the database was down, beyond its last place, and then ends', async () => {
    const form = await aPublishedForm(closing({ after: 1 }))
    const waiting: StorableSubmission[] = []
    const down = new Proxy(env.DB, {
      get: () => () => {
        throw new Error('D1_ERROR: Network connection lost.')
      },
    })
    const INTAKE = { send: async (body: StorableSubmission) => void waiting.push(body) } as unknown as Queue
    const visit = visitOf(new Request(`${origin}/f/${form.slug}`, { headers: { origin } }), 'widget')
    const answered = async (over: Partial<SubmissionInput> = {}) => {
      const sent = submission.parse(await ready(form, over))
      return submit({ ...env, DB: down, INTAKE }, form.slug, sent, visit)
    }
    for (const over of [{}, {}, { website_url: 'x' }]) expect(await answered(over)).toHaveProperty('id')

    const messages = waiting.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }))
    const batch = createMessageBatch<StorableSubmission>('aimant-intake', messages)
    for (const _ of 'ab') await worker.queue(batch, env)
    expect((await getQueueResult(batch, createExecutionContext())).explicitAcks).toEqual(['m0', 'm1', 'm2'])
    expect(await rows('SELECT id FROM submission WHERE form_id = ?1', form.id)).toHaveLength(3)
    expect(await rows('SELECT taken FROM form_place WHERE form_id = ?1', form.id)).toEqual([{ taken: 2 }])

    expect(await codeOf(await post(form, await ready(form)))).toEqual([410, 'form_closed'])
    // Whoever comes next is told before they type anything.
    expect(await codeOf(await ticketOf(form))).toEqual([410, 'form_closed'])
  })

  test('counts those that came before there was an end, and opens again when there is room', async () => {
    const form = await aPublishedForm()
    await send(form)
    await send(form)
    const publish = async (after: number) => {
      await saveDraft(
        env.DB,
        'main',
        form.slug,
        formDefinition.parse(aForm(closing({ after }))),
        new Date().toISOString(),
      )
      await publishForm(env.DB, form.slug, new Date().toISOString())
      await forgetForm(form.slug)
    }
    await publish(1)
    expect((await ticketOf(form)).status).toBe(410)
    expect((await post(form, await ready(form))).status).toBe(410)
    await publish(3)
    expect((await ticketOf(form)).status).toBe(200)
    await send(form)
    expect((await post(form, await ready(form))).status).toBe(410)
  })

  test('costs forms without an end nothing', async () => {
    const form = await aPublishedForm()
    await send(form)
    expect(await rows('SELECT * FROM form_place WHERE form_id = ?1', form.id)).toEqual([])
  })
})
