// Inside the Worker: the example of an operation as the request it describes, asked of people and things that are really there.
import { env } from 'cloudflare:workers'
import { publishedForm } from '../../worker/form/published.ts'
import { nameOf, type Operation, parametersIn, takenBy } from '../../worker/reference/document.ts'
import { ids } from '../../worker/reference/samples.ts'
import { startSession } from '../../worker/team/session.ts'
import { origin, ready } from './published.ts'
import { ask, type Names, type World } from './reference-world.ts'
import { aMember, aSignInLink, run } from './team.ts'

async function aCookie(memberId?: string): Promise<string> {
  const begun = { memberId: memberId ?? (await aMember('owner')), method: 'link' as const, device: '' }
  return `__Host-aimant=${await startSession(env.DB, begun, Date.now())}`
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

/** The example with its people and things by their names here. */
export function exampleOf(world: World, one: Operation, headers: Record<string, string>, own: Names = {}): Request {
  const { route, told } = one
  const names: Names = { ...world.names, ...own, '2026-10-01': day(30), '2026-10-31': day(0) }
  const here = (text: string) => Object.entries(names).reduce((said, [name, real]) => said.replaceAll(name, real), text)
  const parameters = parametersIn(one)
  const inPath = (name: string) =>
    names[`{${name}}`] ?? String(parameters.find((each) => each.in === 'path' && each.name === name)!.example)
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(here(inPath(name))))
  const query = new URLSearchParams(
    Object.entries(told?.asked?.query ?? {}).map(([name, value]) => [name, here(String(value))]),
  )
  const body = told?.asked?.body
  const types = Object.keys(route.request?.body?.content ?? {})
  const type = typeof body === 'string' ? types.find((name) => name !== 'application/json') : 'application/json'
  return new Request(`${origin}${path}${query.size ? `?${query}` : ''}`, {
    method: route.method.toUpperCase(),
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...(body === undefined ? {} : { 'content-type': type! }), ...headers },
    body: body === undefined ? undefined : here(typeof body === 'string' ? body : JSON.stringify(body)),
  })
}

/** The same with what cannot be written down beforehand: whoever asks, a ticket, a link that works once, the bytes of a file. */
export async function sentBy(world: World, one: Operation, own: Names | undefined, block: string): Promise<Request> {
  const taken = takenBy(one)
  const isOwn = taken.includes('person') || one.name === 'POST /api/v1/sign-out'
  const as: Record<string, string> = isOwn ? { cookie: await aCookie() } : { authorization: `Bearer ${world.token}` }
  const request = exampleOf(world, one, taken.length ? as : { 'cf-connecting-ip': block }, own)
  const again = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request(request.url, {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), ...headers },
      body,
    })
  switch (nameOf(one.route)) {
    case 'POST /api/v1/sign-in':
      return again(JSON.stringify({ token: await aSignInLink(await aMember()) }))
    case 'POST /f/{form}/submissions': {
      const { answers, consents, source } = one.told!.asked!.body as Record<string, object>
      const form = (await publishedForm(env.DB, 'guide-rgpd'))!
      return again(JSON.stringify(await ready(form, { answers, consents, source } as never)))
    }
    case 'PUT /api/v1/magnets/{id}/file':
      return again('%PDF-1.7 third', { 'content-type': 'application/pdf', 'content-length': '14' })
    case 'DELETE /api/v1/sessions/{id}': {
      const cookie = await aCookie()
      const listed = await ask(new Request(`${origin}/api/v1/sessions`, { headers: { cookie } }))
      const { sessions } = await listed.json<{ sessions: { id: string }[] }>()
      return new Request(request.url.replace(ids.session, sessions[0]!.id), {
        method: 'DELETE',
        headers: { cookie, 'sec-fetch-site': 'same-origin' },
      })
    }
    case 'PATCH /api/v1/passkeys/{id}':
    case 'DELETE /api/v1/passkeys/{id}': {
      const member = await aMember('owner')
      await run({
        sql: `
          INSERT OR REPLACE INTO passkey (id, member_id, name, host, public_key, counter, transports, created_at)
          VALUES (?1, ?2, 'The laptop', 'leads.example.com', '', 0, '[]', ?3)`,
        params: [request.url.split('/').at(-1), member, new Date().toISOString()],
      })
      return exampleOf(world, one, { cookie: await aCookie(member) })
    }
    default:
      return request
  }
}
