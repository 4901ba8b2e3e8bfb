// An ordinary form post, from a page without JavaScript, read into the same shape the widget sends.
// Controls are named by field key; ours start with an underscore, which no field key may.
import { readText } from '../lib/body.ts'
import { Problem } from '../lib/problem.ts'

const consentPrefix = '_consent.'

/** `application/x-www-form-urlencoded` of at most `maxBytes`, as the unchecked content of a submission. */
export async function readFormPost(request: Request, maxBytes: number): Promise<unknown> {
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
    website_url: one('website_url'),
    answers: Object.fromEntries(answers),
    consents: Object.fromEntries(consents),
    source: { page: request.headers.get('referer')?.slice(0, 2_000) },
  }
}
