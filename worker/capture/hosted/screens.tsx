// What the hosted page shows: the form to fill, the form with what is wrong, the success, or that there is no such form.

import { problems } from '../../../contract/errors.ts'
import type { PublishedForm } from '../../../contract/form.ts'
import { languagesOf } from '../../../contract/form-texts.ts'
import { type ShownForm, showIn } from '../../../contract/shown.ts'
import type { Accepted } from '../../../contract/submission.ts'
import { Done } from '../../../widget/done.tsx'
import { say } from '../../../widget/i18n.ts'
import { begin, type Raw } from '../../../widget/state.ts'
import type { Env } from '../../env.ts'
import { languageFor } from '../../lib/language.ts'
import { wordsIn } from '../../lib/locale.ts'
import { page } from '../../lib/page.tsx'
import type { Problem } from '../../lib/problem.ts'
import type { FormPost } from '../form-post.ts'
import { issueTicket, readTicket } from '../ticket.ts'
import { siteKeyFor } from '../turnstile.ts'
import { knownHere, without } from './known.ts'
import { hostedPage } from './page.tsx'
import { PlainForm } from './plain-form.tsx'
import { hostedLanguages, hostedWords } from './words.ts'

/** `GET /f/:form`: the form, ready to be filled and posted. */
export async function openPage(env: Env, form: PublishedForm, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const languages = languagesOf(form)
  const whole = showIn(form, languageFor(request, languages), languages)
  if (whole.closes?.at && Date.parse(whole.closes.at) <= Date.now()) return closedPage(form, whole, request)
  const { raw, consents } = begin(whole, {}, url.searchParams)
  const token = url.searchParams.get('aimant')
  const known = await knownHere(env, form, token)
  const shown = without(whole, known)
  const { ticket } = await issueTicket(env, form)
  const hidden = {
    ticket,
    page: request.url,
    referrer: request.headers.get('referer') ?? '',
    // What waits for a confirmation is given at once to whoever comes by the link of their own mailbox.
    ...(token && (known.length || whole.confirms) && { known: token }),
  }
  return hostedPage(
    { form, shown, url, isGuarded: siteKeyFor(env, form) !== undefined },
    <PlainForm form={shown} filled={{ raw, consents, errors: {} }} isAwaited hidden={hidden} />,
  )
}

/** The same page again: what was typed and ticked is kept, and what is wrong stands beside it. */
export async function refusedPage(
  env: Env,
  form: PublishedForm,
  request: Request,
  problem: Problem,
  post?: FormPost,
): Promise<Response> {
  const { code, more } = problem
  // A stranger's page must not get boxes ticked, or words written, on ours.
  const kept = code === 'origin_refused' ? undefined : post
  const languages = languagesOf(form)
  const asked = kept?.language
  const whole = showIn(form, asked && languages.includes(asked) ? asked : languageFor(request, languages), languages)
  if (code === 'form_closed' && whole.closes) return closedPage(form, whole, request)
  const words = wordsIn(whole.language)
  // What the Worker wants after all, since the link ran out meanwhile, is asked.
  const known = (await knownHere(env, form, kept?.known)).filter((key) => !more.fields?.[key])
  const shown = without(whole, known)
  const fields = shown.steps.flatMap((step) => step.fields)
  const errors = Object.fromEntries(fields.flatMap(({ key }) => (more.fields?.[key] ? [[key, more.fields[key]]] : [])))
  const count = Object.keys(errors).length
  const told = { seconds: more.retryAfter ?? 60, contact: form.controller.contact }
  const failure = say(words, `failed_${failureOf(code)}`, told, 'failed_other')

  const typed: Raw = kept
    ? Object.fromEntries(
        fields.map(({ key }) => [key, Object.hasOwn(kept.answers, key) ? kept.answers[key] : undefined]),
      )
    : begin(shown, {}, new URLSearchParams()).raw
  const hidden = {
    ticket: await ticketFor(env, form, kept?.ticket),
    page: kept?.source.page ? pageOf(kept) : '',
    referrer: kept?.source.referrer ?? '',
    ...(kept?.known && (known.length || whole.confirms) && { known: kept.known }),
  }
  return hostedPage(
    {
      form,
      shown,
      url: new URL(request.url),
      status: problems[code],
      title: count ? say(words, 'error_summary', { count }) : undefined,
      retryAfter: more.retryAfter,
      isAnswer: true,
    },
    <PlainForm
      form={shown}
      filled={{ raw: typed, consents: kept?.consents ?? {}, errors, failure }}
      isAwaited={false}
      hidden={hidden}
    />,
  )
}

/** The success, with the one thing the visitor came for. */
export function donePage(form: PublishedForm, language: string, request: Request, accepted: Accepted): Response {
  const shown = showIn(form, language, languagesOf(form))
  const { texts } = shown
  const words = wordsIn(language)
  const title = accepted.confirm?.title ?? texts.doneTitle ?? words.done_title
  return hostedPage(
    { form, shown, url: new URL(request.url), title, isAnswer: true },
    <section class="card" aria-labelledby="title">
      <Done {...{ texts, words, accepted }} onDownload={() => {}} />
    </section>,
  )
}

/** What the owner says once the offer has ended. */
const closedPage = (form: PublishedForm, shown: ShownForm, request: Request): Response =>
  hostedPage(
    { form, shown, url: new URL(request.url), status: problems.form_closed, isAnswer: true },
    <section class="card" aria-labelledby="title">
      <h2 id="title">{shown.texts.title}</h2>
      <p class="intro">{shown.closes?.text}</p>
    </section>,
  )

export function unknownPage(request: Request): Response {
  const language = languageFor(request, ['en', ...hostedLanguages])
  const words = hostedWords(language)
  return page({ language, title: words.unknown, status: 404 }, <p>{words.unknown_help}</p>)
}

// The same while it lasts: should an earlier try have been kept without our knowing, it stays one lead.
async function ticketFor(env: Env, form: PublishedForm, sent = ''): Promise<string> {
  const isGood = typeof (await readTicket(env, form, sent)) !== 'string'
  return isGood ? sent : (await issueTicket(env, form)).ticket
}

// Put together again from what was kept of it: the address itself is never posted on.
function pageOf({ source }: FormPost): string {
  const query = new URLSearchParams(source.campaign)
  return query.size ? `${source.page}?${query}` : (source.page ?? '')
}

/** The widget's name for what went wrong, where the code has another. */
function failureOf(code: Problem['code']): string {
  if (code === 'ticket_forged' || code === 'ticket_missing') return 'ticket_expired'
  return code === 'unavailable' || code === 'internal' ? 'busy' : code
}
