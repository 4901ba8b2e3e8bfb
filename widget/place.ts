// Where a tag stands on the page, and where its form goes.
import { type Marked, mark } from './find-tag.ts'
import type { Options } from './options.ts'
import { isDarkBehind } from './theme.ts'

/** Puts a host for the form where its tag stands or says. `undefined` where the same form is there already. */
export async function putHost(slug: string, options: Options, script?: Element): Promise<HTMLElement | undefined> {
  if (document.readyState === 'loading' && !placeOf(script, options)) await parsed()
  const place = placeOf(script, options) ?? { parent: document.body }
  if (options.target && !document.querySelector(options.target))
    console.warn(`[aimant] nothing is "${options.target}": "${slug}" stands at the end`)
  if (isThere(slug, place)) return undefined
  // Once something is put in, the page would have to work out its styles for the answer.
  options.dark = isDarkBehind(place.parent)
  const host: Marked = document.createElement('aimant-form')
  host[mark] = slug
  place.parent.insertBefore(host, place.after ? place.after.nextSibling : null)
  return host as HTMLElement
}

type Place = { parent: Element; after?: Element }

function placeOf(script: Element | undefined, options: Options): Place | undefined {
  const target = options.target && document.querySelector(options.target)
  if (target) return { parent: target }
  const parent = script?.parentElement
  return !options.target && parent && document.body?.contains(parent) ? { parent, after: script } : undefined
}

// The same tag pasted twice is one form: another copy already stands beside it, or in the same target.
function isThere(slug: string, { parent, after }: Place): boolean {
  const isOurs = (element: Marked) => element.localName === 'aimant-form' && element[mark] === slug
  if (!after) return [...parent.children].some(isOurs)
  return (['previousElementSibling', 'nextElementSibling'] as const).some((step) => {
    let near = after[step]
    while (near?.localName.endsWith('script')) near = near[step]
    return near && isOurs(near)
  })
}

const parsed = () => new Promise((done) => addEventListener('DOMContentLoaded', done, { once: true }))
