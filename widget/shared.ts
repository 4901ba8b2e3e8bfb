// The file that every waiting form of every page shares, named by its content. A page that insists on knowing what it runs
// names it itself, with its hash: `<script type="module" src="…/w/<hash>.js" integrity="…" crossorigin data-form="guide">`.
import type { Place } from '../contract/display.ts'
import type { TagSettings, WaitingSettings } from '../contract/shown.ts'
import { install } from './aimant.ts'
import { mount } from './inline.tsx'
import { wait } from './loader.ts'
import type { Options } from './options.ts'
import { overlay } from './overlay.tsx'
import { putHost } from './place.ts'
import type { Handle } from './registry.ts'
import { standing } from './standing.ts'
import { watchOf } from './triggers/all.ts'

/** Draws a form whose moment is near; it is seen once opened. `closed` hears whether its visitor sent it away themselves. */
export async function draw(
  place: Place,
  settings: TagSettings,
  options: Options,
  script: Element | undefined,
  closed: (isDismissed: boolean) => void,
): Promise<Handle> {
  if (place.kind !== 'inline') return overlay(place, settings, options, closed)
  const { slug } = settings.form
  const host = await putHost(slug, options, script)
  if (!host) throw new Error(`"${slug}" stands here already.`)
  const { destroy, ...drawn } = mount(host, settings, options)
  return standing(host, {
    ...drawn,
    destroy() {
      destroy()
      host.remove()
    },
  })
}

async function begin(script: HTMLScriptElement, slug: string): Promise<void> {
  const { origin } = new URL(script.src)
  const answer = await fetch(`${origin}/e/${slug}.json`, { credentials: 'omit' })
  if (!answer.ok) throw new Error(`No form "${slug}" is published here, so nothing is drawn.`)
  const settings: WaitingSettings = await answer.json()
  wait(settings, watchOf(settings.trigger), { script, release() {} }, async () => ({ draw }))
}

install()
for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-form]'))
  if (script.src === import.meta.url)
    begin(script, script.dataset.form!).catch((error) => console.error('[aimant]', error))
