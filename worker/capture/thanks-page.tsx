// What a browser without JavaScript is shown after sending: the magnet, or what to mend.
import type { PublishedForm } from '../../contract/form.ts'
import { showIn } from '../../contract/shown.ts'
import type { Accepted } from '../../contract/submission.ts'
import { say } from '../../widget/i18n.ts'
import { wordsIn } from '../lib/locale.ts'
import { page } from '../lib/page.tsx'
import type { Problem } from '../lib/problem.ts'

/** The success page, with the one thing the visitor came for. */
export function donePage(form: PublishedForm, language: string, { magnet }: Accepted): Response {
  const { texts } = showIn(form, language, [])
  const words = wordsIn(language)
  return page(
    { language, title: texts.doneTitle ?? words.done_title! },
    <>
      {texts.doneText && <p>{texts.doneText}</p>}
      {magnet && (
        <p>
          <a class="main" href={magnet.href}>
            {magnet.kind === 'file' ? words.download : words.open}
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
  const response = problem.toResponse()
  return page(
    { language, title: say(words, 'error_summary', { count: fields.length || 1 }), status: response.status },
    <>
      {fields.length > 0 ? (
        <ul>
          {fields.map(([key, code]) => (
            <li>
              {labels.get(key) ?? key} : {say(words, `error_${code}`, {}, 'error_other')}
            </li>
          ))}
        </ul>
      ) : (
        <p>{say(words, `failed_${failureOf(problem.code)}`, { seconds: problem.more.retryAfter ?? 60 }, 'failed_other')}</p>
      )}
    </>,
  )
}

/** The widget's name for what went wrong, where the code has another. */
function failureOf(code: Problem['code']): string {
  if (code === 'ticket_forged') return 'ticket_expired'
  return code === 'unavailable' ? 'busy' : code
}
