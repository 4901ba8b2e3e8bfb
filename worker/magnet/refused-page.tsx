// What a person sees whose link gives nothing: a page in their language that says what to do next.
import { type ProblemCode, problems } from '../../contract/errors.ts'
import { style } from '../consent/confirm/style.ts'
import { Action } from '../consent/rights/parts.tsx'
import { languageFor } from '../lib/language.ts'
import { wordsIn } from '../lib/locale.ts'
import { page } from '../lib/page.tsx'
import { refusalWords } from './refused-words.ts'

const said = {
  not_found: 'not_found',
  link_expired: 'link_expired',
  unavailable: 'unavailable',
  rate_limited: 'not_now',
  internal: 'not_now',
} as const
type Refused = keyof typeof said

export const hasPage = (code: ProblemCode): code is Refused => code in said

/** The refusal for a person reading in a browser. */
export function refusedPage(code: Refused, request: Request): Response {
  const language = languageFor(request, Object.keys(refusalWords))
  const words = refusalWords[language]!
  const { title, text } = words[said[code]]
  const { pathname, searchParams } = new URL(request.url)
  const isExpired = code === 'link_expired'
  if (isExpired && searchParams.has('sent')) return sentPage(language)
  return page(
    { language, title, status: problems[code], style, forms: isExpired },
    <>
      <p>{text}</p>
      {isExpired && <Action to={`${pathname}/again`} label={words.again} main />}
    </>,
  )
}

/** Says the same whether a fresh link was owed or not: who is known here is nobody's business. */
function sentPage(language: string): Response {
  const { sent, lost } = refusalWords[language]!
  const { confirm_title: title = '', confirm_help: help } = wordsIn(language)
  return page(
    { language, title, style },
    <>
      <p role="status">{sent}</p>
      <p>{help}</p>
      <p>{lost}</p>
    </>,
  )
}
