// The tag of a form that is drawn at once: finds itself, reads its options, and puts the form where it stands.
import type { TagSettings } from '../contract/shown.ts'
import { settingsIn } from './api.ts'
import { offer } from './element.ts'
import { findTag } from './find-tag.ts'
import { chooseLanguage, languageAt } from './i18n.ts'
import { mount } from './inline.tsx'
import { askedOf, type Options, readOptions } from './options.ts'
import { putHost } from './place.ts'
import { type Handle, register } from './registry.ts'
import { standing } from './standing.ts'

/** Draws the form of one tag. Whatever goes wrong is told to the console and never to the page. */
export function start(settings: TagSettings): Promise<Handle | undefined> {
  const { form, origin, asked = '' } = settings
  const tag = findTag(form.slug)
  const drawing = async () => {
    const options = readOptions(tag.script)
    const isAsked = offer(form.slug, origin, (host) => fill(host, settings, readOptions(host)))
    // Where the page says itself where the form goes, the tag only brings it.
    if (isAsked || options.display === 'element') return
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
  const wanted = chooseLanguage(languages, options.locale, languageAt(host), navigator.languages)
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
