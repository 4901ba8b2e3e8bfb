// What criteria, what they look at and what they find are called.
import type { Because } from '../contract/judged-lead.ts'
import { list, locale, nameOf, t, tIfKnown } from './locale.ts'

type Answer = NonNullable<Because['answer']>

export const criterionName = ({ id, name }: { id: string; name?: string | null }): string =>
  name ?? tIfKnown(`criterion.${id}`) ?? id

/** In the person's language, else in any. */
export const inWords = (text: Record<string, string>): string => text[locale.value] ?? Object.values(text)[0] ?? ''

export const aboutName = (about: string, question: Record<string, string> | null): string =>
  question ? inWords(question) : (tIfKnown(`about.${about}`) ?? about)

/** `Effectif`, `10 à 49`. */
export function foundIn({ condition, question, answer, chosen }: Because): { about: string; answer: string } {
  const about = aboutName(condition.about, question)
  if (answer === null) return { about, answer: t('qualification.unanswered') }
  return { about, answer: chosen.length ? list(chosen.map(inWords)) : answerWords(condition.about, answer) }
}

function answerWords(about: string, answer: Answer): string {
  if (typeof answer === 'boolean') return t(answer ? 'qualification.yes' : 'qualification.no')
  if (about === 'lead.mailbox') {
    const kind = Array.isArray(answer) ? answer[0] : answer
    return tIfKnown(`about.mailbox.${kind}`) ?? String(kind)
  }
  if (Array.isArray(answer)) return list(answer)
  if (about === 'lead.country') return nameOf('region', String(answer))
  if (about === 'lead.language') return nameOf('language', String(answer))
  return String(answer)
}
