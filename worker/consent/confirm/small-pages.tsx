// What is said to a link that is no good, or leads to nothing any more.
import { page } from '../../lib/page.tsx'
import type { Language } from '../rights/words.ts'
import { style } from './style.ts'
import { confirmWords } from './words.ts'

export function refusedPage(language: Language): Response {
  const { refused_title: title, refused, refused_lost } = confirmWords[language]
  return page(
    { language, title, style, status: 404 },
    <>
      <p>{refused}</p>
      <p>{refused_lost}</p>
    </>,
  )
}

export function gonePage(language: Language): Response {
  const { gone_title: title, gone } = confirmWords[language]
  return page({ language, title, style }, <p>{gone}</p>)
}
