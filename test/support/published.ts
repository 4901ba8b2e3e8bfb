// Inside the Worker: a published form and the way a visitor sends it, through the Worker's own door.
import { env, exports } from 'cloudflare:workers'
import { type FormInput, formDefinition, type PublishedForm } from '../../contract/form.ts'
import type { Accepted, SubmissionInput } from '../../contract/submission.ts'
import { issueTicket } from '../../worker/capture/ticket.ts'
import { publishedForm } from '../../worker/form/published.ts'
import { publishForm, saveDraft } from '../../worker/form/store.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { aForm, aSubmission, prove } from './visitor.ts'

export const origin = 'https://leads.example.com'
let forms = 0

export const aController = {
  name: 'Atelier Sud',
  contact: 'donnees@atelier-sud.fr',
  privacyPolicy: 'https://atelier-sud.fr/vie-privee',
}

/** Publishes a form of its own for this test. */
export async function aPublishedForm(over: Partial<FormInput> = {}, slug = `guide-${++forms}`): Promise<PublishedForm> {
  const now = new Date().toISOString()
  await saveSite(env.DB, { id: 'main', name: 'Atelier Sud', controller: aController, origins: [] }, now)
  await saveDraft(env.DB, 'main', slug, formDefinition.parse(aForm(over)), now)
  await publishForm(env.DB, slug, now)
  return (await publishedForm(env.DB, slug))!
}

/** A submission ready to be sent: its ticket a minute old, its proof done. */
export async function ready(
  form: PublishedForm,
  over: Partial<SubmissionInput> = {},
  issuedMsAgo = 60_000,
): Promise<SubmissionInput> {
  const ticket = await issueTicket(env, form, Date.now() - issuedMsAgo)
  return aSubmission({ version: form.version, ticket: ticket.ticket, proof: prove(ticket), ...over })
}

let block = 0

/** Posts JSON as the widget does, each time from another address block unless one is named. */
export function post(
  form: Pick<PublishedForm, 'slug'>,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const from = `10.${(++block >> 8) & 255}.${block & 255}.7`
  return exports.default.fetch(`${origin}/f/${form.slug}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': from, origin: 'https://example.fr', ...headers },
    body: typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
  })
}

/** Sends and expects to be accepted. */
export async function send(form: PublishedForm, over: Partial<SubmissionInput> = {}): Promise<Accepted> {
  const response = await post(form, await ready(form, over))
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}

export const rows = async <T = Record<string, unknown>>(sql: string, ...values: unknown[]): Promise<T[]> =>
  (
    await env.DB.prepare(sql)
      .bind(...values)
      .all<T>()
  ).results
