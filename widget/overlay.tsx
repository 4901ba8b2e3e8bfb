// A form that opens over the page: a popup, a slide-in or a bar around it, with the way out in plain sight.
import type { Place } from '../contract/display.ts'
import type { TagSettings } from '../contract/shown.ts'
import { beside } from './beside.ts'
import css from './displays.css?inline'
import { mount } from './inline.tsx'
import { modal } from './modal.ts'
import type { Options } from './options.ts'
import type { Handle } from './registry.ts'
import { render } from './render.ts'
import { isDarkBehind } from './theme.ts'

/** What a way of standing over the page does with its frame. */
export type Stand = { show: () => void; hide: () => void }

/** Puts nothing on the page before `open`. `closed` hears whether the visitor sent it away themselves. */
export function overlay(
  place: Place,
  settings: TagSettings,
  options: Options,
  closed: (isDismissed: boolean) => void,
): Handle {
  const { form, words } = settings
  const mode = options.theme ?? form.theme.mode
  const isDark = mode === 'dark' || (mode !== 'light' && isDarkBehind(document.body))
  const isModal = place.kind === 'popup' || place.kind === 'button'
  const side = place.kind === 'slide_in' ? place.side : place.kind === 'bar' && place.edge === 'top' ? 'upper' : ''
  const className = `frame ${isModal ? 'popup' : place.kind} ${side} ${isDark ? 'dark' : ''}`

  const host = document.createElement('aimant-form')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const inside = (
    <>
      <p class="top">
        <button type="button" onClick={() => leave(true)}>
          {words.close} <span aria-hidden="true">✕</span>
        </button>
      </p>
      <div class="body">
        <div class={`form ${place.kind}`} />
      </div>
    </>
  )
  const shell = {
    class: className,
    lang: form.language,
    dir: form.direction,
    'aria-label': form.texts.title,
    tabIndex: -1,
  }
  render(
    isModal ? (
      <dialog {...shell}>{inside}</dialog>
    ) : (
      <aside {...shell} popover="manual">
        {inside}
      </aside>
    ),
    root,
  )
  const frame = root.querySelector<HTMLElement>('.frame')!
  const box = root.querySelector<HTMLElement>('.form')!
  const drawn = mount(box, settings, { ...options, theme: isDark ? 'dark' : 'light' })
  const inner = box.shadowRoot!
  inner.adoptedStyleSheets = [...inner.adoptedStyleSheets, sheet]

  const leave = (isDismissed: boolean) => {
    if (!host.isConnected) return
    stand.hide()
    host.remove()
    closed(isDismissed)
    document.dispatchEvent(new CustomEvent('aimant:close', { detail: { form: form.slug, version: form.version } }))
  }
  const stand: Stand = (isModal ? modal : beside)(frame, () => leave(true))

  return {
    ...(drawn as Pick<Handle, 'prefill'>),
    open() {
      if (host.isConnected) return
      document.body.append(host)
      stand.show()
    },
    close: () => leave(false),
    destroy() {
      leave(false)
      drawn.destroy()
    },
  }
}
