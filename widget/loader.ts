// A form that waits: this much comes with its tag, the form itself when its moment is near.
import type { TagSettings, WaitingSettings } from '../contract/shown.ts'
import { circumstances } from './circumstances.ts'
import { isForThem } from './display-rules.ts'
import { findTag, type Tag } from './find-tag.ts'
import { chooseLanguage, languageAt } from './i18n.ts'
import { countPage, mayOpenAgain, recall, remember, remembered, wasOpenedInSession } from './memory.ts'
import { onMove } from './navigation.ts'
import { askedOf, readOptions } from './options.ts'
import { type Handle, mounted, page, register } from './registry.ts'
import { type Watch, waitFor } from './wait-for.ts'

/** What the file that all waiting forms share is asked for. */
type Shared = Pick<typeof import('./shared.ts'), 'draw'>

/** Waits for the moment of one form, which `watchFor` notices. Whatever goes wrong is told to the console and never to the page. */
export function wait(
  settings: WaitingSettings,
  watchFor: Watch,
  tag = findTag(settings.slug),
  bring = (): Promise<Shared> => import(/* @vite-ignore */ settings.origin + settings.widget),
): Handle | undefined {
  try {
    return begin(settings, watchFor, tag, bring)
  } catch (error) {
    complain(error)
  }
}

const complain = (error: unknown) => console.error('[aimant]', error)

function begin(settings: WaitingSettings, watchFor: Watch, tag: Tag, bring: () => Promise<Shared>): Handle | undefined {
  const { slug, origin, place, frequency, closesAt } = settings
  const options = readOptions(tag.script)
  const asked = askedOf(options)
  if (asked !== settings.asked) {
    tag.release()
    import(/* @vite-ignore */ `${origin}/e/${slug}.js?${asked}`).catch(complain)
    return
  }
  const isInline = place.kind === 'inline'
  // The same tag twice is one form.
  if (!isInline && mounted(slug).length) return

  const root = document.documentElement
  const forms: Record<string, Promise<TagSettings>> = {}
  /** The shared file, and the form in the page's language. */
  const fetchAll = () => {
    const language = chooseLanguage(settings.languages, options.locale, languageAt(root), navigator)
    forms[language] ??= fetch(`${origin}/e/${slug}.${language}.json`, { credentials: 'omit' }).then((answer) =>
      answer.json(),
    )
    return Promise.all([bring(), forms[language]]).catch((error) => {
      delete forms[language]
      throw error
    })
  }
  const ahead = () => void fetchAll().catch(() => {})

  let drawn: Promise<Handle> | undefined
  let isOpen = false
  const closed = (isDismissed: boolean) => {
    isOpen = page.isOver = false
    if (isDismissed) remember(slug, { ended: true })
  }
  const open = () => {
    if (isOpen || signal.aborted) return
    isOpen = true
    page.isOver = !isInline
    drawn ??= fetchAll().then(([{ draw }, form]) => draw(place, form, options, tag.script, closed))
    drawn.then(
      (shown) => isOpen && shown.open(),
      (error) => {
        drawn = undefined
        closed(false)
        complain(error)
      },
    )
  }
  const withDrawn = (use: (shown: Handle) => void) => void drawn?.then(use, () => {})
  const close = () => {
    closed(false)
    withDrawn((shown) => shown.close())
  }

  const today = () => Math.floor(Date.now() / 86_400_000)
  const isWanted = () => isForThem(settings.rules, circumstances(slug))
  const mayOpen = () =>
    !isOpen &&
    !(closesAt && Date.parse(closesAt) < Date.now()) &&
    (isInline || (!page.isOver && mayOpenAgain(frequency, remembered(slug), wasOpenedInSession(slug), today()))) &&
    isWanted()

  const listening = new AbortController()
  const { signal } = listening
  const listen = (name: string, listener: (event: Event) => void, passive = true) =>
    document.addEventListener(name, listener, { passive, signal })

  const openByItself = () => {
    if (!mayOpen()) return
    // A dialog that appears under somebody's fingers swallows what they type.
    const isTyping = document.activeElement?.matches('input,textarea,select,[contenteditable],aimant-form')
    if (isTyping && place.kind === 'popup')
      return document.addEventListener('focusout', () => setTimeout(openByItself), { once: true, signal })
    remember(slug, { opened: today() })
    open()
  }

  let stop = () => {}
  const watch = () => {
    stop()
    const pages = countPage(location.pathname + location.search)
    if (!isOpen)
      stop = waitFor(watchFor, settings.trigger, { pages, near: () => mayOpen() && ahead(), fire: openByItself })
  }
  const remind = () => {
    recall(settings.isCovered)
    watch()
  }

  const isOpener = (event: Event) =>
    event
      .composedPath()
      .some((each) => (each as Element).matches?.(`[data-aimant="${slug}"],a[href$="#aimant-${slug}"]`))
  const isAboutToOpen = (event: Event) => isOpener(event) && ahead()
  listen('pointerover', isAboutToOpen)
  listen('focusin', isAboutToOpen)
  listen(
    'click',
    (event) => {
      if (!isOpener(event)) return
      event.preventDefault()
      open()
    },
    false,
  )
  listen('aimant:success', (event) => {
    if ((event as CustomEvent).detail.form === slug) remember(slug, { ended: true })
  })
  onMove(() => {
    if (isOpen && !isWanted()) close()
    watch()
  }, signal)
  page.hearers.add(remind)

  remind()
  if (location.hash === `#aimant-${slug}`) open()
  return register(slug, {
    open,
    close,
    prefill(values) {
      Object.assign(options.prefill, values)
      withDrawn((shown) => shown.prefill?.(values))
    },
    destroy() {
      closed(false)
      stop()
      listening.abort()
      page.hearers.delete(remind)
      withDrawn((shown) => shown.destroy())
      tag.release()
    },
  })
}
