// What kind of mailbox an address is: on a domain of somebody's own, at a provider where anybody may open one, or thrown away after use.
// It flags, for the score and the rules of a site; only an owner who asks for business addresses has any refused.
import type { QualityFacts } from '../../contract/quality.ts'
import { domainOf } from '../../contract/rules.ts'

type Lists = { free: ReadonlySet<string>; disposable: ReadonlySet<string> }

let lists: Lists | undefined

// 16,000 domains and 9,000: read with the first address, not with the program.
async function load(): Promise<Lists> {
  const [{ default: free }, { default: disposable }] = await Promise.all([
    import('company-email-validator/free_email_provider_domains.js'),
    import('disposable-email-domains-js/dist/dict/disposable_email_blocklist.json'),
  ])
  return { free, disposable: new Set(disposable) }
}

export async function mailboxKind(email: string): Promise<QualityFacts['mailbox']> {
  lists ??= await load()
  const domain = domainOf(email)
  if (isWithin(lists.disposable, domain)) return 'disposable'
  return lists.free.has(domain) ? 'free' : 'own'
}

// Throw-away providers give out names below theirs as well: `x7.mailinator.com`.
function isWithin(domains: ReadonlySet<string>, domain: string): boolean {
  for (let at = 0; at !== -1; at = domain.indexOf('.', at + 1)) {
    if (domains.has(at ? domain.slice(at + 1) : domain)) return true
  }
  return false
}
