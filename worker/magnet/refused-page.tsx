// What a person sees whose link gives nothing: a page in their language that says what to do next.
import { type ProblemCode, problems } from '../../contract/errors.ts'
import { page } from '../lib/page.tsx'

type Words = { title: string; text: string }
type Said = 'not_found' | 'link_expired' | 'unavailable'

const words: Record<'fr' | 'en', Record<Said, Words>> = {
  fr: {
    not_found: {
      title: 'Ce lien ne mène plus à rien',
      text: 'Il a été copié incomplètement, ou retiré. Pour recevoir le document, retournez sur la page où vous l’aviez demandé.',
    },
    link_expired: {
      title: 'Ce lien a expiré',
      text: 'Les liens personnels ne durent que quelques jours. Retournez sur la page où vous aviez demandé le document : un nouveau lien vous y attend.',
    },
    unavailable: {
      title: 'Le document n’est pas joignable pour le moment',
      text: 'Votre lien reste bon. Rouvrez-le dans quelques minutes.',
    },
  },
  en: {
    not_found: {
      title: 'This link leads nowhere any more',
      text: 'It was copied incompletely, or withdrawn. To get the document, go back to the page where you asked for it.',
    },
    link_expired: {
      title: 'This link has expired',
      text: 'Personal links only live a few days. Go back to the page where you asked for the document: a fresh link awaits you there.',
    },
    unavailable: {
      title: 'The document is out of reach for the moment',
      text: 'Your link is still good. Open it again in a few minutes.',
    },
  },
}

export const hasPage = (code: ProblemCode): code is Said => Object.hasOwn(words.en, code)

/** The refusal for a person reading in a browser. */
export function refusedPage(code: Said, language: 'fr' | 'en'): Response {
  const { title, text } = words[language][code]
  return page({ language, title, status: problems[code] }, <p>{text}</p>)
}
