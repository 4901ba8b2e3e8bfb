// What a person sees whose link gives nothing: a page in their language that says what to do next.
import { type ProblemCode, problems } from '../../contract/errors.ts'
import { languageFor } from '../lib/language.ts'
import { page } from '../lib/page.tsx'
import { refusals, refusalWords } from './refused-words.ts'

type Said = (typeof refusals)[number]

export const hasPage = (code: ProblemCode): code is Said => refusals.some((each) => each === code)

/** The refusal for a person reading in a browser. */
export function refusedPage(code: Said, request: Request): Response {
  const language = languageFor(request, Object.keys(refusalWords))
  const { title, text } = refusalWords[language]![code]
  return page({ language, title, status: problems[code] }, <p>{text}</p>)
}
