// What an owner writes in the place of our own words: what it may say, and what is kept of it. Pure.
import { type WordedMail, wordedMails } from '../../../contract/delivery-names.ts'
import type { OwnMails } from '../../../contract/form.ts'

export type Part = 'subject' | 'intro'
export const parts = ['subject', 'intro'] as const

/** As the contract says it; seen while one types. */
export const localProblem = (text: string) =>
  /[{}]/.test(text.replace(/\{(?:magnet|site)\}/g, '')) ? 'unknown_placeholder' : undefined

export const wrongIn = (fields: Record<string, string> = {}, mail: WordedMail, part: Part) =>
  Object.entries(fields).find(([path]) => path.startsWith(`mails.${mail}.${part}`))?.[1]

export function withWords(mails: OwnMails, mail: WordedMail, part: Part, language: string, text: string): OwnMails {
  const { [language]: _, ...others } = mails[mail]?.[part] ?? {}
  return { ...mails, [mail]: { ...mails[mail], [part]: text ? { ...others, [language]: text } : others } }
}

/** Without what says nothing. */
export function tidy(mails: OwnMails): OwnMails {
  const kept = wordedMails.flatMap((mail) => {
    const said = parts.flatMap((part) => {
      const text = mails[mail]?.[part]
      return text && Object.keys(text).length ? [[part, Object.fromEntries(Object.entries(text).toSorted())]] : []
    })
    return said.length ? [[mail, Object.fromEntries(said)]] : []
  })
  return Object.fromEntries(kept)
}

export const tidyWords = ({ subject, intro }: { subject: string; intro: string }) => ({
  ...(subject.trim() && { subject }),
  ...(intro.trim() && { intro }),
})
