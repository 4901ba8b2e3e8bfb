// The script tag: finds itself, reads its options, and puts the form where it stands.
import type { ShownForm, TagSettings } from '../contract/shown.ts'
import { settingsIn } from './api.ts'
import { type Drawn, offer } from './element.ts'
import { chooseLanguage } from './i18n.ts'
import { mount } from './inline.tsx'
import { type Options, readOptions } from './options.ts'

type Marked = Element & { [mark]?: string }

// Each tag runs its own copy of this file, so what they must know of each other is kept on the elements themselves.
const mark = Symbol.for('aimant')

/** Draws the form of one tag. Whatever goes wrong is told to the console and never to the page. */
export function start(settings: TagSettings): Promise<Drawn | undefined> {
  const script = findTag(settings.form.slug)
  const drawing = async () => {
    const options = readOptions(script)
    const { form, origin } = settings
    const isAsked = offer(form.slug, origin, (host) => fill(host, settings, readOptions(host)))
    // Where the page says itself where the form goes, the tag only brings it.
    if (isAsked || options.display === 'element') return
    if (document.readyState === 'loading' && !placeOf(script, options)) await parsed()
    return draw(settings, options, script)
  }
  return drawing().catch((error) => void console.error('[aimant]', error))
}

async function draw(settings: TagSettings, options: Options, script: Marked | undefined): Promise<Drawn | undefined> {
  const { slug } = settings.form
  const place = placeOf(script, options) ?? { parent: document.body }
  if (options.target && !document.querySelector(options.target))
    console.warn(`[aimant] "${options.target}" is nowhere here: "${slug}" stands at the end of the page.`)
  if (isThere(slug, place)) return
  const host: Marked = document.createElement('aimant-form')
  host[mark] = slug
  place.parent.insertBefore(host, place.after ? place.after.nextSibling : null)
  const { destroy } = await fill(host as HTMLElement, settings, options)
  return {
    destroy() {
      destroy()
      host.remove()
      if (script) delete script[mark]
    },
  }
}

/** Shows the form in an element that is on the page, in the language that is spoken there. */
async function fill(host: HTMLElement, settings: TagSettings, options: Options): Promise<Drawn> {
  const { languages, language } = settings.form
  const wanted = chooseLanguage(languages, options.locale, languageAt(host), navigator.languages)
  return mount(host, wanted === language ? settings : await settingsIn(settings, wanted), options)
}

/** Optimisers and tag managers lose `currentScript`: then it is the first script naming our file that drew nothing yet. */
function findTag(slug: string): Marked | undefined {
  const names = (script: Element) => (script.cloneNode() as Element).outerHTML.includes(`/e/${slug}.js`)
  const scripts: (Marked | null)[] = [document.currentScript, ...document.scripts]
  const script = scripts.find((each) => each && !each[mark] && names(each)) ?? undefined
  if (script) script[mark] = slug
  return script
}

type Place = { parent: Element; after?: Element }

function placeOf(script: Element | undefined, options: Options): Place | undefined {
  const target = options.target && document.querySelector(options.target)
  if (target) return { parent: target }
  const parent = script?.parentElement
  return !options.target && parent && document.body?.contains(parent) ? { parent, after: script } : undefined
}

// The same tag pasted twice is one form: another copy already stands beside it, or in the same target.
function isThere(slug: ShownForm['slug'], { parent, after }: Place): boolean {
  const isOurs = (element: Marked) => element.localName === 'aimant-form' && element[mark] === slug
  if (!after) return [...parent.children].some(isOurs)
  return (['previousElementSibling', 'nextElementSibling'] as const).some((step) => {
    let near = after[step]
    while (near?.localName.endsWith('script')) near = near[step]
    return near && isOurs(near)
  })
}

const languageAt = (element: Element) => element.closest('[lang]')?.getAttribute('lang') ?? ''

const parsed = () => new Promise((done) => addEventListener('DOMContentLoaded', done, { once: true }))
