// Inside the Worker: the people and things the API's examples speak of, really there, and each under the name the examples know it by.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { FormInput } from '../../contract/form.ts'
import type { Magnet } from '../../contract/magnet.ts'
import { scopes } from '../../contract/team-names.ts'
import { confirmLink } from '../../worker/consent/confirm/link.ts'
import { checkpointConsents } from '../../worker/consent/log/checkpoints.ts'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { unsubscribeLink } from '../../worker/consent/rights/unsubscribe-link.ts'
import { sweep } from '../../worker/delivery/queue.ts'
import worker from '../../worker/index.ts'
import { newId } from '../../worker/lib/id.ts'
import { exportByTheClock } from '../../worker/ops/scheduled-export-run.ts'
import { form as guide, ids, site } from '../../worker/reference/samples.ts'
import { owe } from './connected.ts'
import { aPublishedForm, origin, rows, send } from './published.ts'
import { aMember, api, aToken } from './team.ts'
import { aForm } from './visitor.ts'

/** What an example says → what it is here. */
export type Names = Record<string, string>

export type World = {
  names: Names
  /** Holds every scope, and wrote all of this. */
  token: string
  /** Things of their own for an operation that uses them up, or needs them otherwise than they are. */
  own: Record<string, () => Promise<Names>>
}

/** Asks as anybody does, and waits for what happens after the answer. */
export async function ask(request: Request): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(request as never, env, context)
  await waitOnExecutionContext(context)
  return response
}

export async function theWorld(): Promise<World> {
  const token = await aToken(...scopes)
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    api(path, token, {
      method,
      headers: body instanceof Uint8Array ? headers : { 'content-type': 'application/json' },
      body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
    })
  const made = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<T> => {
    const response = await call(method, path, body, headers)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
  const idOf = async (path: string, body: unknown) => (await made<{ id: string }>('POST', path, body)).id

  await aPublishedForm({}, 'first')
  const now = new Date().toISOString()
  const magnet = await idOf('/magnets', { kind: 'file', name: 'The RGPD guide' })
  for (const text of ['%PDF-1.7 first', '%PDF-1.7 second'])
    await call('PUT', `/magnets/${magnet}/file?name=guide-rgpd.pdf`, new TextEncoder().encode(text), {
      'content-type': 'application/pdf',
      'content-length': String(text.length),
    })
  const { editions } = await made<{ editions: { id: string }[] }>('GET', `/magnets/${magnet}`)
  const guideForm: Partial<FormInput> = { name: 'RGPD guide', magnet }
  const published = await aPublishedForm(guideForm, guide)
  const pool = await idOf('/magnets', { kind: 'code', name: 'A free month', terms: {} })
  const terms = { days: 14, start: { by: 'licence' } }
  const trial = await idOf('/magnets', { kind: 'trial', name: 'Fourteen days', terms })

  const person = (email: string, over: Record<string, unknown> = {}) =>
    send(published, {
      answers: { email, given: 'Camille', family: 'Martin', company: 'Atelier Sud', size: '10-49' },
      source: { page: 'https://example.fr/blog/rgpd', campaign: { utm_source: 'newsletter' } },
      ...over,
    })
  const leadOf = async (submission: string) =>
    (await rows<{ lead_id: string }>('SELECT lead_id FROM submission WHERE id = ?1', submission))[0]!.lead_id
  let people = 0
  const somebody = async () => person(`somebody.${++people}@example.fr`)
  const aLead = async () => leadOf((await somebody()).id)
  const held = async () => (await person(`doubtful.${++people}@example.fr`, { website_url: 'https://spam.example' })).id

  const submission = (await person('camille.martin@example.fr')).id
  const lead = await leadOf(submission)
  const member = await aMember('editor')
  const note = (
    await made<{ note: { id: string } }>('POST', `/leads/${lead}/notes`, {
      channel: 'meeting',
      text: 'Met at the fair; wants to know what it costs.',
      concerns: ['The price'],
    })
  ).note.id
  const aFollowUp = () => idOf(`/leads/${lead}/follow-ups`, { dueOn: '2026-12-01', what: 'Call again' })
  const aSegment = (name: string) => idOf('/segments', { name, filter: { stage: ['prospect'] } })
  const aSchedule = (name: string) => idOf('/exports', { name, format: 'csv', zone: 'Europe/Paris' })
  const schedule = await aSchedule('Every morning')
  const exportRun = (await made<{ id: string }>('POST', `/exports/${schedule}/run`)).id
  await exportByTheClock(env, Date.now())
  const anImport = () =>
    idOf('/imports', {
      site,
      file: 'salon-2026.csv',
      answers: [{ key: 'stand', label: 'Stand' }],
      consents: [
        {
          purpose: 'newsletter',
          wording: 'I would like to get the newsletter',
          source: 'Paper form at the stand',
          collectedOn: '2026-10-14',
        },
      ],
    })
  await made('POST', '/leads/bulk', { action: 'assign', ids: [lead], to: member })
  await sweep(env)
  await checkpointConsents(env, Date.now() + 3_600_000)

  const tokenOf = (link: string) => link.split('/').at(-1)!
  const rights = async (id: string): Promise<Names> => ({ '{token}': tokenOf(await rightsLink(env, origin, id, now)) })
  const fresh = async () => rights((await somebody()).id)
  const waiting = await aPublishedForm({ ...aForm(), magnet, delivery: { confirm: 'magnet' } }, 'confirmed')
  const confirming = async (): Promise<Names> => {
    const { id } = await send(waiting, { answers: { email: `waiting.${++people}@example.fr` } })
    return { '{token}': tokenOf((await confirmLink(env, origin, id, now)).href) }
  }
  const leaving = async (): Promise<Names> => ({
    '{token}': tokenOf(await unsubscribeLink(env, origin, (await somebody()).id, now, 'newsletter')),
  })
  const downloading = async (): Promise<Names> => {
    const { magnet: given } = await somebody()
    return { '{token}': tokenOf(given && 'href' in given ? given.href : '') }
  }
  const merged = async (): Promise<Names> => {
    const [one, two] = [await aLead(), await aLead()]
    await made('POST', `/leads/${one}/merge`, { with: two })
    return { [ids.lead]: one, [ids.other]: two }
  }
  const aConnection = () =>
    made<{ connection: { id: string } }>('POST', '/connections', {
      name: `Receiver ${++people}`,
      url: `https://hooks.example.com/${people}`,
      events: ['lead.created'],
    })
  const begun = async (): Promise<Names> => {
    const { slug } = await aPublishedForm({}, `tried-${++people}`)
    await made('POST', `/forms/${slug}/experiments`, { name: 'A shorter title' })
    return { '{slug}': slug }
  }
  const readied = async (): Promise<Names> => {
    const names = await begun()
    const variant = `/forms/${names['{slug}']}/experiments/1/variants/b`
    const { draft } = await made<{ draft: Record<'steps' | 'consents' | 'theme', unknown> }>('GET', variant)
    const { steps, consents, theme } = draft
    await made('PUT', variant, { steps, consents, theme, texts: { title: { fr: 'Plus court', en: 'Shorter' } } })
    return names
  }
  const running = async (): Promise<Names> => {
    const names = await readied()
    await made('POST', `/forms/${names['{slug}']}/experiments/1/start`)
    return names
  }
  const three = async (): Promise<Names> => {
    const names = await begun()
    await made('POST', `/forms/${names['{slug}']}/experiments/1/variants`)
    return names
  }
  const connected = async (): Promise<Names> => ({ [ids.connection]: (await aConnection()).connection.id })
  const told = async (): Promise<Names> => {
    const names = await connected()
    await somebody()
    await owe()
    const [{ id } = { id: '' }] = (
      await made<{ deliveries: { id: string }[] }>('GET', `/connections/${names[ids.connection]}/deliveries`)
    ).deliveries
    return { ...names, [ids.event]: id }
  }

  return {
    token,
    names: {
      [ids.lead]: lead,
      [ids.other]: await aLead(),
      [ids.held]: await held(),
      [ids.note]: note,
      [ids.followUp]: await aFollowUp(),
      [ids.segment]: await aSegment('Everybody hot'),
      [ids.magnet]: magnet,
      [ids.pool]: pool,
      [ids.trial]: trial,
      [ids.edition]: editions.at(-1)!.id,
      [ids.schedule]: schedule,
      [ids.run]: exportRun,
      [ids.import]: await anImport(),
      [ids.member]: member,
      [ids.submission]: submission,
    },
    own: {
      'GET /d/{token}': downloading,
      'POST /d/{token}/again': downloading,
      'GET /c/{token}': confirming,
      'POST /c/{token}': confirming,
      'POST /c/{token}/not-me': confirming,
      'POST /c/{token}/again': confirming,
      'GET /r/{token}': fresh,
      'GET /r/{token}/data.json': () => rights(submission),
      'POST /r/{token}/withdraw': fresh,
      'POST /r/{token}/object': fresh,
      'POST /r/{token}/correct': fresh,
      'GET /r/{token}/keep': fresh,
      'POST /r/{token}/keep': fresh,
      'POST /r/{token}/link': fresh,
      'POST /r/{token}/erase': fresh,
      'GET /u/{token}': leaving,
      'POST /u/{token}': leaving,
      'DELETE /api/v1/leads/{id}': async () => ({ [ids.other]: await aLead() }),
      'POST /api/v1/leads/{id}/merge': async () => ({ [ids.lead]: await aLead(), [ids.other]: await aLead() }),
      'DELETE /api/v1/leads/{id}/merge/{with}': merged,
      'POST /api/v1/submissions/{id}/release': async () => ({ [ids.held]: await held() }),
      'DELETE /api/v1/submissions/{id}': async () => ({ [ids.held]: await held() }),
      'POST /api/v1/leads/{id}/trial': async () => {
        const tried = await aPublishedForm({ magnet: trial }, `trial-${++people}`)
        const { id } = await send(tried, { answers: { email: `trying.${people}@example.fr` } })
        return { [ids.lead]: await leadOf(id) }
      },
      'DELETE /api/v1/leads/{id}/notes/{note}': async () => {
        const added = await made<{ note: { id: string } }>('POST', `/leads/${lead}/notes`, {
          channel: 'other',
          text: 'x',
        })
        return { [ids.note]: added.note.id }
      },
      'DELETE /api/v1/leads/{id}/follow-ups/{followUp}': async () => ({ [ids.followUp]: await aFollowUp() }),
      'DELETE /api/v1/segments/{id}': async () => ({ [ids.segment]: await aSegment('To be forgotten') }),
      'PUT /api/v1/exports/{id}': async () => ({ [ids.schedule]: await aSchedule('To be changed') }),
      'DELETE /api/v1/exports/{id}': async () => ({ [ids.schedule]: await aSchedule('To be ended') }),
      'POST /api/v1/exports/{id}/run': async () => ({ [ids.schedule]: await aSchedule('To be run') }),
      'POST /api/v1/imports/{id}/end': async () => ({ [ids.import]: await anImport() }),
      'DELETE /api/v1/forms/{slug}': async () => {
        await made('POST', '/forms', { slug: 'brouillon', from: { template: 'lettre' } })
        return {}
      },
      'DELETE /api/v1/magnets/{id}': async () => ({
        [ids.unused]: (await made<Magnet>('POST', '/magnets', { kind: 'link', name: 'x', url: 'https://example.fr' }))
          .id,
      }),
      'DELETE /api/v1/sites/{id}': async () => {
        await made('POST', '/sites', { id: 'unused', name: 'Unused' })
        return {}
      },
      'DELETE /api/v1/team/members/{id}': async () => ({ [ids.member]: await aMember('viewer') }),
      'POST /api/v1/team/members/{id}/sign-out': async () => ({ [ids.member]: await aMember('viewer') }),
      'PATCH /api/v1/team/members/{id}': async () => ({ [ids.member]: await aMember('editor') }),
      'DELETE /api/v1/team/tokens/{id}': async () => ({
        [ids.token]: await idOf('/team/tokens', { name: newId(), scopes: ['leads:read'] }),
      }),
      'POST /api/v1/submissions/held/bulk': async () => ({ [ids.held]: await held() }),
      'POST /api/v1/forms/{slug}/experiments': async () => ({
        '{slug}': (await aPublishedForm({}, `tried-${++people}`)).slug,
      }),
      'GET /api/v1/forms/{slug}/experiments/{number}': running,
      'PATCH /api/v1/forms/{slug}/experiments/{number}': begun,
      'DELETE /api/v1/forms/{slug}/experiments/{number}': begun,
      'POST /api/v1/forms/{slug}/experiments/{number}/variants': begun,
      'GET /api/v1/forms/{slug}/experiments/{number}/variants/{letter}': begun,
      'PUT /api/v1/forms/{slug}/experiments/{number}/variants/{letter}': begun,
      'DELETE /api/v1/forms/{slug}/experiments/{number}/variants/{letter}': three,
      'POST /api/v1/forms/{slug}/experiments/{number}/start': readied,
      'POST /api/v1/forms/{slug}/experiments/{number}/stop': running,
      'GET /api/v1/connections/{id}': connected,
      'PATCH /api/v1/connections/{id}': connected,
      'DELETE /api/v1/connections/{id}': connected,
      'POST /api/v1/connections/{id}/secret': connected,
      'POST /api/v1/connections/{id}/test': connected,
      'POST /api/v1/connections/{id}/replay': connected,
      'GET /api/v1/connections/{id}/deliveries': told,
      'POST /api/v1/connections/{id}/deliveries/{event}/replay': told,
      'DELETE /api/v1/hooks/{id}': async () => ({
        [ids.connection]: await idOf('/hooks', { target_url: 'https://hooks.example.com/z', event: 'lead.created' }),
      }),
    },
  }
}
