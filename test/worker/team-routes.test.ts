// Every route there is, asked by everybody there is. The table says who is to be let in: a route that stands in no line fails.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { roles, type Scope, scopes, scopesOf } from '../../contract/team-names.ts'
import { app } from '../../worker/app.ts'
import { startSession } from '../../worker/team/session.ts'
import { aMember, api, aToken } from '../support/team.ts'

/** By what it takes: `anyone`, anybody `signed-in`, a `person` for what is their own, or all the scopes named. Below /api/v1. */
const table = {
  anyone: `
    POST /sign-in
    POST /sign-in/mail
    POST /sign-in/passkey
    POST /sign-in/passkey/options
    GET /sign-in/ways
  `,
  'signed-in': `
    GET /me
    POST /sign-out
  `,
  person: `
    GET /passkeys
    POST /passkeys
    DELETE /passkeys/:id
    PATCH /passkeys/:id
    POST /passkeys/options
    DELETE /sessions
    GET /sessions
    DELETE /sessions/:id
  `,
  'leads:read': `
    GET /consents
    GET /consents/checkpoints
    GET /consents/consistency
    GET /consents/export
    GET /consents/proof
    GET /consents/purposes
    GET /consents/verification
    GET /consents/verification/records
    GET /deliveries
    GET /deliveries/:id
    GET /exports
    GET /exports/runs/:id/file
    GET /follow-ups
    GET /imports
    GET /insight/attention
    GET /insight/breakdown
    GET /insight/export
    GET /insight/fields
    GET /insight/fields/export
    GET /insight/forms
    GET /insight/funnel
    GET /insight/series
    GET /leads
    GET /leads/:id
    GET /leads/:id/certificate
    GET /leads/:id/deliveries
    GET /leads/:id/merge
    GET /leads/:id/qualification
    GET /leads/:id/similar
    GET /leads/:id/timeline
    GET /leads/count
    GET /leads/export
    GET /leads/facets
    GET /mailbox
    GET /mailbox/:id
    GET /mailbox/:id/page
    GET /retention/log
    GET /retention/preview
    GET /segments
    GET /submissions/held
    GET /submissions/held/count
    POST /sites/:id/qualification/preview
    GET /team/members
  `,
  'leads:write': `
    POST /deliveries/:id/replay
    POST /exports
    DELETE /exports/:id
    PUT /exports/:id
    POST /exports/:id/run
    POST /imports
    POST /imports/:id/end
    POST /imports/:id/rows
    POST /imports/try
    DELETE /leads/:id
    PATCH /leads/:id
    POST /leads/:id/assignment
    POST /leads/:id/follow-ups
    DELETE /leads/:id/follow-ups/:followUp
    PATCH /leads/:id/follow-ups/:followUp
    DELETE /leads/:id/judgements/:criterion
    PUT /leads/:id/judgements/:criterion
    POST /leads/:id/merge
    DELETE /leads/:id/merge/:with
    POST /leads/:id/notes
    DELETE /leads/:id/notes/:note
    PUT /leads/:id/notes/:note
    POST /leads/:id/stage
    POST /leads/:id/tags
    POST /leads/:id/trial
    POST /leads/bulk
    POST /segments
    DELETE /segments/:id
    PUT /segments/:id
    DELETE /submissions/:id
    POST /submissions/:id/release
    POST /submissions/held/bulk
  `,
  'forms:read': `
    GET /forms
    GET /forms/:slug/draft
    GET /forms/:slug/experiments
    GET /forms/:slug/experiments/:number
    GET /forms/:slug/experiments/:number/variants/:letter
    GET /forms/:slug/mails
    GET /forms/:slug/mails/:template/preview
    GET /forms/:slug/mails/:template/preview/page
    GET /forms/:slug/seen
    GET /forms/:slug/versions
    GET /forms/:slug/versions/:version
    GET /forms/:slug/versions/:version/changes
    POST /forms/preview
    GET /protection
  `,
  'forms:write': `
    POST /forms
    DELETE /forms/:slug
    POST /forms/:slug/archive
    PUT /forms/:slug/draft
    POST /forms/:slug/experiments
    DELETE /forms/:slug/experiments/:number
    PATCH /forms/:slug/experiments/:number
    POST /forms/:slug/experiments/:number/start
    POST /forms/:slug/experiments/:number/stop
    POST /forms/:slug/experiments/:number/variants
    DELETE /forms/:slug/experiments/:number/variants/:letter
    PUT /forms/:slug/experiments/:number/variants/:letter
    PUT /forms/:slug/mails
    POST /forms/:slug/mails/:template/test
    POST /forms/:slug/publish
    POST /forms/:slug/reopen
    POST /forms/:slug/versions/:version/restore
  `,
  'magnets:read': `
    GET /magnets
    GET /magnets/:id
    GET /magnets/:id/file
  `,
  'magnets:write': `
    POST /magnets
    DELETE /magnets/:id
    PUT /magnets/:id
    POST /magnets/:id/codes
    POST /magnets/:id/editions/:edition/restore
    PUT /magnets/:id/file
    POST /magnets/:id/try
  `,
  'site:read': `
    GET /connections
    GET /connections/:id
    GET /connections/examples
    GET /hooks/sample
    GET /deliveries/transport
    GET /health
    GET /health/metrics
    GET /sites
    GET /sites/:id
    GET /sites/:id/qualification
  `,
  'site:write': `
    DELETE /connections/:id
    DELETE /hooks/:id
    POST /sites
    DELETE /sites/:id
    PUT /sites/:id
    PATCH /sites/:id
    PUT /sites/:id/qualification
  `,
  'site:read+leads:read': `
    GET /connections/:id/deliveries
  `,
  'site:write+leads:read': `
    POST /connections
    PATCH /connections/:id
    POST /connections/:id/deliveries/:event/replay
    POST /connections/:id/replay
    POST /connections/:id/secret
    POST /connections/:id/test
    POST /hooks
  `,
  'site:read+forms:read': `
    GET /sites/:id/forms
  `,
  'site:read+forms:write': `
    POST /sites/:id/republish
  `,
  'team:write': `
    POST /team/members
    DELETE /team/members/:id
    PATCH /team/members/:id
    POST /team/members/:id/sign-in-link
    POST /team/members/:id/sign-out
    GET /team/tokens
    POST /team/tokens
    DELETE /team/tokens/:id
  `,
  'audit:read': `
    GET /audit
  `,
}

/** Doors of their own, each with a token in its address or made for everybody. Nothing of the team is behind them. */
const doors = /^\/($|\*|b$|c\/|d\/|e\/|f\/|r$|r\/|u\/|w\/|dashboard|healthz|openapi\.json|docs|\.well-known\/)/

const needs = new Map(
  Object.entries(table).flatMap(([need, routes]) =>
    [...routes.matchAll(/\S+ \/\S*/g)].map(([route]) => [route.replace(' /', ' /api/v1/'), need] as const),
  ),
)

const all = [
  ...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
].sort()
const api1 = all.filter((route) => route.includes(' /api/'))

const samples: Record<string, string> = { slug: 'nobody-has-this', template: 'deliver', version: '1', criterion: 'fit' }
const addressOf = (path: string) =>
  path
    .replace('/api/v1', '')
    .replace(/:(\w+)(\{[^}]*\})?/g, (_, name) => samples[name] ?? '0190a000-0000-7000-8000-000000000000')

/** What the route answers to the cookie or token `as`; its status. */
async function ask(route: string, as: string, headers: Record<string, string> = {}): Promise<number> {
  const [method = '', path = ''] = route.split(' ')
  const response = await api(addressOf(path), as, {
    method,
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...headers },
    body: method === 'GET' ? undefined : '{}',
  })
  await response.body?.cancel()
  return response.status
}

async function aCookie(role: (typeof roles)[number]): Promise<string> {
  const begun = { memberId: await aMember(role), method: 'link' as const, device: '' }
  return `__Host-aimant=${await startSession(env.DB, begun, Date.now())}`
}

type Asking = { held: readonly Scope[]; is: 'nobody' | 'person' | 'program' }

/** 401, 403, or let in: whatever else is answered then is the route's own business. */
function expected(need: string, { held, is }: Asking): 'in' | 401 | 403 {
  if (need === 'anyone') return 'in'
  if (is === 'nobody') return 401
  if (need === 'signed-in') return 'in'
  if (need === 'person') return is === 'person' ? 'in' : 403
  return need.split('+').every((scope) => held.includes(scope as Scope)) ? 'in' : 403
}

const saidOf = (status: number) => (status === 401 || status === 403 ? status : status < 500 ? 'in' : status)

async function walk(who: Asking, as: string) {
  const answered = async (route: string) => [route, saidOf(await ask(route, as))]
  // The one that ends the session comes last.
  const last = 'POST /api/v1/sign-out'
  const answers = await Promise.all(api1.filter((route) => route !== last).map(answered))
  expect(Object.fromEntries([...answers, await answered(last)])).toEqual(
    Object.fromEntries(api1.map((route) => [route, expected(needs.get(route) ?? 'nowhere', who)])),
  )
}

describe('who may do what', () => {
  it('is said of every route, and of none that is gone', () => {
    expect(api1.filter((route) => !needs.has(route))).toEqual([])
    expect([...needs.keys()].filter((route) => !api1.includes(route))).toEqual([])
    expect(
      all.filter((route) => !route.includes(' /api/')).filter((route) => !doors.test(route.split(' ')[1]!)),
    ).toEqual([])
  })

  it('nobody is let in anywhere but to sign in', () => walk({ held: [], is: 'nobody' }, ''))

  it('nor whoever shows a token, a cookie or both that are none', async () => {
    for (const route of api1.filter((one) => needs.get(one) !== 'anyone')) {
      expect(await ask(route, `aimant_${'A'.repeat(43)}_000000`), route).toBe(401)
      expect(await ask(route, '__Host-aimant=nothing'), route).toBe(401)
    }
  })

  it.each(roles)('%s', async (role) => walk({ held: scopesOf(role), is: 'person' }, await aCookie(role)))

  it.each(scopes)('a token with %s', async (scope) => walk({ held: [scope], is: 'program' }, await aToken(scope)))

  it('whatever changes anything takes a cookie from our own pages only', async () => {
    const cookie = await aCookie('owner')
    const changing = api1.filter((route) => !route.startsWith('GET ') && needs.get(route) !== 'anyone')
    for (const route of changing)
      for (const site of ['cross-site', 'same-site', 'none'])
        expect(await ask(route, cookie, { 'sec-fetch-site': site }), route).toBe(403)
    expect(await ask('GET /api/v1/me', cookie)).toBe(200)
  })
})
