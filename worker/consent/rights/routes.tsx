// The person's rights over HTTP, without signing in. Opening a link changes nothing, since mail scanners open every one:
// whatever changes something is a person's click, a POST.

import { type Context, Hono } from 'hono'
import { problems } from '../../../contract/errors.ts'
import { isBlockRested } from '../../capture/guard.ts'
import { hasGpc, visitOf } from '../../capture/visit.ts'
import { isAddress } from '../../delivery/message.ts'
import type { App, Env } from '../../env.ts'
import { readText } from '../../lib/body.ts'
import { noSooner } from '../../lib/db.ts'
import { log, reasonOf } from '../../lib/log.ts'
import { Problem } from '../../lib/problem.ts'
import { seeOther } from '../../lib/see-other.ts'
import { flushLedger } from '../../ops/ledger.ts'
import { suppressionSubjects } from '../suppression.ts'
import { askForLink } from './ask.ts'
import { correct, correctable } from './correct.ts'
import { erasePerson } from './erase.ts'
import { type Holder, holderOf } from './holder.ts'
import { keep } from './keep.ts'
import { readRightsLink } from './link.ts'
import { isDone, rightsPage } from './page.tsx'
import { seenBy } from './read.ts'
import { absentPage, askPage, erasePage, keepPage, refusedPage, troublePage, unsubscribePage } from './small-pages.tsx'
import { eraseSubmission, takeBack } from './take-back.ts'
import { readUnsubscribeLink } from './unsubscribe-link.ts'
import { object, type Said, withdraw } from './withdraw.ts'
import { askedLanguage, nearest } from './words.ts'

export const rightsRoutes = new Hono<App>()
export const unsubscribeRoutes = new Hono<App>()

type With<Path extends string> = Context<App, Path>

/** Longer than writing a mail down takes: a stopwatch must not tell who is known. */
const askedMs = 400

const languageOf = (c: Context<App>) => askedLanguage(c.req.header('accept-language'))

// A person is reading: what goes wrong is said on a page as well.
for (const routes of [rightsRoutes, unsubscribeRoutes]) {
  routes.onError((error, c) => {
    const code = error instanceof Problem ? error.code : 'internal'
    if (code === 'not_found') return absentPage(languageOf(c), 'gone')
    if (code === 'rate_limited') return troublePage(languageOf(c), 'busy')
    // No form of ours sends what is too long or unreadable, so no person is there to read a page.
    if (error instanceof Problem && problems[code] < 500) return error.toResponse()
    log.error('rights.failed', { method: c.req.method, route: c.req.routePath, reason: reasonOf(error) })
    return troublePage(languageOf(c), 'trouble')
  })
}

// Mail programs post to /u for many at once; here it is people who click.
rightsRoutes.use(async (c, next) => {
  const isClick = c.req.method === 'POST'
  if (isClick && !(await isBlockRested(c.env, visitOf(c.req.raw, 'form')))) throw new Problem('rate_limited')
  await next()
})

rightsRoutes.get('/', (c) => askPage(languageOf(c), 'fresh'))

rightsRoutes.post('/', async (c) => {
  const email = (await sent(c)).get('email')?.trim() ?? ''
  if (email.length > 254 || !isAddress(email)) return askPage(languageOf(c), 'bad')
  await noSooner(askedMs, askForLink(c.env, email, new URL(c.req.url).origin, Date.now()))
  return askPage(languageOf(c), 'asked')
})

rightsRoutes.get('/:token', (c) =>
  held(c, async (holder, here) => {
    const done = c.req.query('done')
    return shown(c.env.DB, holder, here, { done: isDone(done) ? done : undefined })
  }),
)

rightsRoutes.get('/:token/data.json', (c) =>
  held(c, async (holder) => {
    const { person, ...seen } = await seenBy(c.env.DB, holder)
    const { controller, retentionDays, handling } = holder
    const body = { controller, retentionDays, handling, ...person, ...seen }
    return new Response(JSON.stringify(body, null, 2), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="data.json"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
      },
    })
  }),
)

rightsRoutes.post('/:token/withdraw', (c) =>
  held(c, async (holder, here) => {
    const purpose = (await sent(c)).get('purpose') ?? ''
    if (holder.reach === 'submission')
      await takeBack(c.env.DB, holder, purpose, await subjectsOf(c.env, holder), said(c))
    else await withdraw(c.env.DB, holder, await subjectIn(c.env, holder), [purpose], said(c))
    return after(c, here, 'withdrawn')
  }),
)

rightsRoutes.post('/:token/object', (c) =>
  person(c, async (holder, here) => {
    await object(c.env.DB, holder, await subjectIn(c.env, holder), said(c))
    return after(c, here, 'objected')
  }),
)

rightsRoutes.post('/:token/correct', (c) =>
  person(c, async (holder, here) => {
    const body = await sent(c)
    // A group of boxes sends one value each, after the empty one that stands for none.
    const values = Object.fromEntries(
      [...new Set(body.keys())].map((key) => {
        const all = body.getAll(key)
        const ticked = all.filter(Boolean)
        return [key, all.length > 1 ? ticked : all[0]]
      }),
    )
    const errors = await correct(c.env.DB, holder, values, now())
    if (Object.keys(errors).length) return shown(c.env.DB, holder, here, { errors, typed: values })
    return after(c, here, 'corrected')
  }),
)

rightsRoutes.get('/:token/keep', (c) => person(c, async (holder, here) => keepPage(holder, here)))

rightsRoutes.post('/:token/keep', (c) =>
  person(c, async (holder, here) => {
    await keep(c.env.DB, holder, now())
    return after(c, here, 'kept')
  }),
)

rightsRoutes.post('/:token/link', (c) =>
  held(c, async (holder, here) => {
    await askForLink(c.env, holder.email, new URL(c.req.url).origin, Date.now())
    return after(c, here, 'asked')
  }),
)

rightsRoutes.post('/:token/erase', (c) =>
  held(c, async (holder, here) => {
    if ((await sent(c)).get('sure') !== 'yes') return erasePage(holder, here)
    if (holder.reach === 'submission') await eraseSubmission(c.env.DB, holder, await subjectsOf(c.env, holder), said(c))
    else {
      const others = await otherSubjects(c.env, holder)
      await erasePerson(c.env.DB, holder, await subjectIn(c.env, holder), said(c), { others })
    }
    return after(c, here)
  }),
)

unsubscribeRoutes.get('/:token', async (c) => {
  const grant = await readUnsubscribeLink(c.env, c.req.param('token'))
  return grant ? unsubscribePage(languageOf(c), c.req.path, 'asks') : refusedPage(languageOf(c), 404)
})

// RFC 8058: what the mail program posts here is answered at once, without cookies, signing in or a redirect.
unsubscribeRoutes.post('/:token', async (c) => {
  const grant = await readUnsubscribeLink(c.env, c.req.param('token'))
  if (!grant) return refusedPage(languageOf(c), 404)
  const found = await holderOf(c.env.DB, { submissionId: grant.submissionId, reach: 'person' }, Date.now())
  if (found.is === 'here') {
    const subject = await subjectIn(c.env, found.holder)
    const click: Said = { ...said(c), method: 'one_click' }
    if (grant.purpose) await withdraw(c.env.DB, found.holder, subject, [grant.purpose], click)
    else await object(c.env.DB, found.holder, subject, click)
    c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
  }
  return unsubscribePage(languageOf(c), c.req.path, 'done')
})

type Handler = (holder: Holder, here: string) => Promise<Response>

async function held(c: With<'/:token'>, work: Handler): Promise<Response> {
  const token = c.req.param('token')
  const grant = await readRightsLink(c.env, token)
  if (!grant.ok) return refusedPage(languageOf(c), grant.why === 'expired' ? 410 : 404)
  const found = await holderOf(c.env.DB, grant, Date.now())
  return found.is === 'here' ? work(found.holder, `/r/${token}`) : absentPage(languageOf(c), found.is)
}

/** For what only the mailbox's reader may do. */
const person = (c: With<'/:token'>, work: Handler): Promise<Response> =>
  held(c, async (holder, here) =>
    holder.reach === 'person' ? work(holder, here) : refusedPage(nearest(holder.language), 404),
  )

type More = {
  done?: Parameters<typeof rightsPage>[0]['done']
  errors?: Record<string, string>
  typed?: Record<string, unknown>
}

async function shown(db: D1Database, holder: Holder, here: string, { typed, ...more }: More): Promise<Response> {
  const [seen, stands] = await Promise.all([seenBy(db, holder), correctable(db, holder)])
  // What was typed stays typed, right or wrong.
  const values = { ...stands.values, ...(typed as typeof stands.values) }
  return rightsPage({ holder, seen, here, correctable: { ...stands, values }, ...more })
}

/** Back to the page, so that loading it again repeats nothing. What R2 must be told is told now rather than in a minute. */
function after(c: Context<App>, here: string, done?: string): Response {
  c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
  return seeOther(done ? `${here}?done=${done}` : here)
}

const sent = async (c: Context<App>): Promise<URLSearchParams> => new URLSearchParams(await readText(c.req.raw, 64_000))

const now = () => new Date().toISOString()
const said = (c: Context<App>): Said => ({ method: 'rights_page', gpc: hasGpc(c.req.raw), at: now() })

const subjectsOf = (env: Env, { site, emailKey }: Holder) => suppressionSubjects(env, site, emailKey)
const otherSubjects = async (env: Env, { site, others }: Holder): Promise<string[]> =>
  (await Promise.all(others.map(({ emailKey }) => suppressionSubjects(env, site, emailKey)))).flatMap(([own]) => own!)
const subjectIn = async (env: Env, holder: Holder): Promise<string> => (await subjectsOf(env, holder))[0]!
