// An ordinary form post, from a page without JavaScript, read into the same shape the widget sends.
// Controls are named as the widget names them; what is ours starts with an underscore, which no field key may.
import type { Source } from '../../contract/submission.ts'
import { consentName } from '../../widget/read-form.ts'
import { sourceOf } from '../../widget/source.ts'
import { readText } from '../lib/body.ts'
import { Problem } from '../lib/problem.ts'

const consentPrefix = consentName('')

/** What was posted, as yet unchecked. */
export type FormPost = {
  ticket?: string
  proof?: string
  version: number
  language?: string
  /** The signed link by which a returning visitor is known. */
  known?: string
  website_url?: string
  answers: Record<string, string | string[]>
  consents: Record<string, boolean>
  source: Source
}

/** `application/x-www-form-urlencoded` of at most `maxBytes`, as the unchecked content of a submission. */
export async function readFormPost(request: Request, maxBytes: number): Promise<FormPost> {
  const form = new URLSearchParams(await readText(request, maxBytes))
  const one = (name: string) => {
    const values = form.getAll(name)
    if (values.length > 1) throw new Problem('bad_request')
    return values[0] || undefined
  }
  const answers: [string, string | string[]][] = []
  const consents: [string, boolean][] = []
  for (const name of new Set(form.keys())) {
    if (name.startsWith(consentPrefix)) consents.push([name.slice(consentPrefix.length), one(name) !== undefined])
    else if (!name.startsWith('_') && name !== 'website_url') {
      const values = form.getAll(name)
      answers.push([name, values.length > 1 ? values : values[0]!])
    }
  }
  return {
    ticket: one('_ticket'),
    proof: one('_proof'),
    version: Number(one('_version')),
    language: one('_language'),
    known: one('_known'),
    website_url: one('website_url'),
    answers: Object.fromEntries(answers),
    consents: Object.fromEntries(consents),
    source: sourceIn(one('_page') ?? request.headers.get('referer') ?? '', one('_referrer') ?? ''),
  }
}

function sourceIn(page: string, referrer: string): Source {
  if (!URL.canParse(page)) return {}
  const { title: _, ...source } = sourceOf(page, '', URL.canParse(referrer) ? referrer : '')
  return source
}
