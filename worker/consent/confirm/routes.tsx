// Confirming over HTTP. Mail scanners open every link, and some run its scripts: opening it shows a button and changes nothing,
// pressing it is a person's POST.

import { type Context, Hono } from 'hono'
import { received } from '../../capture/answer.ts'
import { isBlockRested } from '../../capture/guard.ts'
import { hasGpc, visitOf } from '../../capture/visit.ts'
import { announce } from '../../delivery/queue.ts'
import type { App, Env } from '../../env.ts'
import { audienceOf } from '../../insight/audience.ts'
import { countOf } from '../../insight/count.ts'
import { judgeSoon } from '../../lead/judge.ts'
import { log, reasonOf } from '../../lib/log.ts'
import { seeOther } from '../../lib/see-other.ts'
import { dayMs } from '../../lib/time.ts'
import { flushLedger } from '../../ops/ledger.ts'
import { type Holder, holderOf } from '../rights/holder.ts'
import { rightsLink } from '../rights/link.ts'
import { troublePage } from '../rights/small-pages.tsx'
import { askedLanguage } from '../rights/words.ts'
import { suppressionSubjects } from '../suppression.ts'
import { askAgain } from './again.ts'
import { confirm } from './confirm.ts'
import { type ConfirmReading, readConfirmLink } from './link.ts'
import { notMe } from './not-me.ts'
import { askingPage, confirmedPage, expiredPage } from './page.tsx'
import { type Confirmation, readConfirmation } from './read.ts'
import { gonePage, refusedPage } from './small-pages.tsx'

export const confirmRoutes = new Hono<App>()

const languageOf = (c: Context<App>) => askedLanguage(c.req.header('accept-language'))

// A person is reading: what goes wrong is said on a page as well.
confirmRoutes.onError((error, c) => {
  log.error('confirm.failed', { method: c.req.method, route: c.req.routePath, reason: reasonOf(error) })
  return troublePage(languageOf(c), 'trouble')
})

type On = Context<App, '/:token'>
type Found = {
  holder: Holder
  confirmation: Confirmation
  /** The names the address has on the list of those never to write to. */
  subjects: string[]
  reading: Exclude<ConfirmReading, { why: 'forged' }>
  here: string
}

confirmRoutes.get('/:token', (c) =>
  found(c, async (about) => {
    const { holder, confirmation, reading } = about
    if (!reading.ok) return expiredPage(about, c.req.query('sent') !== undefined)
    const { confirmedAt, form, given } = confirmation
    if (!confirmedAt) return askingPage(about)
    const { origin } = new URL(c.req.url)
    const { submissionId } = holder
    // Whoever has this link reads the mailbox: what it gives lives at least as long as it does.
    const until = Math.max(reading.expiresAt, Date.parse(confirmedAt) + form.delivery.linkDays * dayMs)
    return confirmedPage(about, {
      magnet: await received(c.env, origin, form, submissionId, given, until),
      rights: await rightsLink(c.env, origin, submissionId, confirmedAt),
      isFresh: c.req.query('done') !== undefined,
    })
  }),
)

confirmRoutes.post('/:token', (c) =>
  clicked(c, async ({ holder, confirmation, subjects, reading, here }) => {
    if (!reading.ok || confirmation.confirmedAt) return seeOther(here)
    const { origin } = new URL(c.req.url)
    const owed = await confirm(c.env.DB, holder, confirmation, subjects, { origin, ...saidIn(c) })
    countOf(c.env, 'confirm', holder.submissionId, audienceOf(c.req.raw))
    c.executionCtx.waitUntil(
      Promise.all([announce(c.env, owed), flushLedger(c.env, Date.now()), judgeSoon(c.env.DB, [holder.leadId])]),
    )
    return seeOther(`${here}?done`)
  }),
)

confirmRoutes.post('/:token/not-me', (c) =>
  clicked(c, async ({ holder, confirmation, subjects, reading, here }) => {
    if (reading.ok && !confirmation.confirmedAt) {
      await notMe(c.env.DB, holder, confirmation, subjects, { method: 'confirm_page', ...saidIn(c) })
      c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
    }
    return seeOther(here)
  }),
)

confirmRoutes.post('/:token/again', (c) =>
  clicked(c, async ({ holder, confirmation, here }) => {
    await askAgain(c.env, holder, confirmation, new URL(c.req.url).origin, new Date().toISOString())
    return seeOther(`${here}?sent`)
  }),
)

async function found(c: On, work: (about: Found) => Promise<Response>): Promise<Response> {
  const token = c.req.param('token')
  const reading = await readConfirmLink(c.env, token)
  if (!reading.ok && reading.why === 'forged') return refusedPage(languageOf(c))
  const about = await aboutIt(c.env, reading.submissionId)
  return about ? work({ ...about, reading, here: `/c/${token}` }) : gonePage(languageOf(c))
}

async function aboutIt(env: Env, submissionId: string) {
  const held = await holderOf(env.DB, { submissionId, reach: 'person' }, Date.now())
  if (held.is !== 'here') return undefined
  const { holder } = held
  const subjects = await suppressionSubjects(env, holder.site, holder.emailKey)
  const confirmation = await readConfirmation(env.DB, holder, subjects)
  return confirmation && { holder, subjects, confirmation }
}

/** A person's click, at a person's pace. */
const clicked = async (c: On, work: (about: Found) => Promise<Response>): Promise<Response> =>
  (await isBlockRested(c.env, visitOf(c.req.raw, 'form'))) ? found(c, work) : troublePage(languageOf(c), 'busy')

const saidIn = (c: On) => ({ gpc: hasGpc(c.req.raw), at: new Date().toISOString() })
