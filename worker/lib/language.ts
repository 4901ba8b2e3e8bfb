// Which language to answer a browser in. Here the server is the page, so what the browser asks for is what counts.
import { chooseLanguage } from '../../widget/i18n.ts'

/** The one of `languages` that `?lang=` names, else the first that the browser accepts, else the first. */
export const languageFor = (request: Request, languages: string[]): string =>
  chooseLanguage(languages, new URL(request.url).searchParams.get('lang') ?? undefined, '', {
    languages: accepted(request.headers.get('accept-language') ?? ''),
  })

/** Languages of an Accept-Language header, best liked first (RFC 9110, 12.5.4). */
function accepted(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(/\s*;\s*/)
      const weight = parameters.find((each) => each.startsWith('q='))
      return { tag, weight: weight ? Number(weight.slice(2)) || 0 : 1 }
    })
    .filter(({ tag, weight }) => tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

/** A language as its speakers call it. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
