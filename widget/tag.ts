// The tag of a form that is drawn at once: finds itself, reads its options, and puts the form where it stands.
import type { TagSettings } from '../contract/shown.ts'
import { settingsIn } from './api.ts'
import { findTag } from './find-tag.ts'
import { chooseLanguage, languageAt } from './i18n.ts'
import { mount } from './inline.tsx'
import { askedOf, isElement, type Options, readOptions } from './options.ts'
import { putHost } from './place.ts'
import { type Handle, register } from './registry.ts'
import { standing } from './standing.ts'

type Offer = typeof import('./element.ts').offer

/** Draws the form of one tag, or lets elements draw it. Whatever goes wrong is told to the console and never to the page. */
export function start(settings: TagSettings, offer: Offer): Promise<Handle | undefined> {
  const { form, origin, asked = '' } = settings
  const tag = findTag(form.slug)
  const drawing = async () => {
    const options = readOptions(tag.script)
    if (isElement(asked)) {
      const isAsked = offer(form.slug, origin, (host) => fill(host, settings, readOptions(host)))
      // Where the page says itself where the form goes, the tag only brings it.
      if (isAsked || isElement(askedOf(options))) return
    } else if (document.querySelector(`aimant-form[form="${form.slug}"]`)) options.display = 'element'
    const wanted = askedOf(options)
    if (wanted !== asked) {
      tag.release()
      return void (await import(/* @vite-ignore */ `${origin}/e/${form.slug}.js?${wanted}`))
    }
    const host = await putHost(form.slug, options, tag.script)
    return host && fill(host, settings, options, tag.release)
  }
  return drawing().catch((error) => void console.error('[aimant]', error))
}

/** Shows the form in an element that is on the page, in the language that is spoken there. `release`: the element is ours. */
async function fill(host: HTMLElement, settings: TagSettings, options: Options, release?: () => void): Promise<Handle> {
  const { languages, language, slug } = settings.form
  const wanted = chooseLanguage(languages, options.locale, languageAt(host), navigator)
  const { destroy, ...drawn } = mount(
    host,
    wanted === language ? settings : await settingsIn(settings, wanted),
    options,
  )
  return register(
    slug,
    standing(host, {
      ...drawn,
      destroy() {
        destroy()
        if (release) host.remove()
        release?.()
      },
    }),
  )
}
