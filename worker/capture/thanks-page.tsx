// What a browser without JavaScript is shown after sending: the magnet, or what to mend.
import type { PublishedForm } from '../../contract/form.ts'
import { showIn } from '../../contract/shown.ts'
import type { Accepted } from '../../contract/submission.ts'
import { say, type Word } from '../../widget/i18n.ts'
import { wordsIn } from '../lib/locale.ts'
import { page } from '../lib/page.tsx'
import type { Problem } from '../lib/problem.ts'

/** The success page, with the one thing the visitor came for. */
export function donePage(form: PublishedForm, language: string, { magnet }: Accepted): Response {
  const { texts } = showIn(form, language, [])
  const words = wordsIn(language)
  return page(
    { language, title: texts.doneTitle ?? say(words, 'done_title') },
    <>
      {texts.doneText && <p>{texts.doneText}</p>}
      {magnet && (
        <p>
          <a class="main" href={magnet.href}>
            {say(words, magnet.kind === 'file' ? 'download' : 'open')}
          </a>
        </p>
      )}
      {magnet && <small>{magnet.name}</small>}
    </>,
  )
}

/** Says what is wrong, field by field, and that going back keeps what was typed. */
export function refusedPage(form: PublishedForm, problem: Problem): Response {
  const language = form.defaultLanguage
  const words = wordsIn(language)
  const labels = new Map(showIn(form, language, []).steps.flatMap((s) => s.fields).map((f) => [f.key, f.label]))
  const fields = Object.entries(problem.more.fields ?? {})
  const said = (code: string) => say(words, `error_${code}` as Word) || say(words, 'error_other')
  const response = problem.toResponse()
  return page(
    { language, title: say(words, 'error_summary', { count: fields.length || 1 }), status: response.status },
    <>
      {fields.length > 0 ? (
        <ul>
          {fields.map(([key, code]) => (
            <li>
              {labels.get(key) ?? key} : {said(code)}
            </li>
          ))}
        </ul>
      ) : (
        <p>{say(words, failureWord(problem.code), { seconds: problem.more.retryAfter ?? 60 })}</p>
      )}
    </>,
  )
}

function failureWord(code: Problem['code']): Word {
  switch (code) {
    case 'rate_limited':
      return 'failed_rate_limited'
    case 'ticket_expired':
    case 'ticket_forged':
      return 'failed_ticket_expired'
    case 'origin_refused':
      return 'failed_refused'
    case 'form_closed':
      return 'failed_form_closed'
    case 'unavailable':
      return 'failed_busy'
    default:
      return 'failed_invalid'
  }
}
