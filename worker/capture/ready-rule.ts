// The rules of a display made ready to be asked, so that no visitor downloads how.
import type { Rule } from '../../contract/display.ts'
import type { ShownRule } from '../../contract/shown.ts'

/** A rule as the loader asks it. */
export function ready(rule: Rule): ShownRule {
  switch (rule.about) {
    case 'path':
      return { about: 'path', like: pathLike(rule) }
    case 'query':
      return { about: 'query', key: rule.key, like: rule.value === undefined ? '' : `^${literal(rule.value)}$` }
    case 'referrer':
      return { about: 'referrer', like: literal(rule.contains) }
    case 'language':
      return { about: 'language', like: `^${rule.is}(-|$)` }
    case 'device':
    case 'visitor':
      return { about: rule.about, like: `^${rule.is}$` }
    default:
      return rule
  }
}

function pathLike({ is, value }: Extract<Rule, { about: 'path' }>): string {
  if (is === 'contains') return literal(value)
  const bare = literal(value.replace(/\/+$/, ''))
  // Under /blog is /blog/today, and not /blogging.
  if (is === 'starts') return `^${bare}(/|$)`
  // `*` is anything within one part of the path, `**` anything at all.
  const glob = (stars: string) => (stars.length > 2 ? '.*' : '[^/]*')
  return `^${is === 'glob' ? bare.replace(/(\\\*)+/g, glob) : bare}/*$`
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
