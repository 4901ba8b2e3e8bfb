// Draws the form into its host and runs it: the screen follows the state, the effects follow what the visitor does.
import { guarded } from '../contract/guarded.ts'
import { readAnswers } from '../contract/rules.ts'
import type { TagSettings } from '../contract/shown.ts'
import { whole } from '../contract/whole.ts'
import { tellAnalytics } from './analytics.ts'
import { Form } from './form.tsx'
import type { Options } from './options.ts'
import { recognise } from './profile.ts'
import { readForm } from './read-form.ts'
import { page } from './registry.ts'
import { render } from './render.ts'
import { sender } from './send.ts'
import { keep, kept } from './session.ts'
import { sourceOf } from './source.ts'
import { begin, type Event, given, reduce, type State } from './state.ts'
import { errorsIn, stepsOf } from './steps.ts'
import { accented, isDarkBehind } from './theme.ts'
import { keepTicket } from './ticket.ts'
import type { Check } from './turnstile.ts'
import more from './whole.css?inline'
import css from './widget.css?inline'

/** A form on screen. */
export type Drawn = { destroy: () => void; prefill: (values: Record<string, string>) => void }

/** After so long a visitor wants to know that it still goes on. */
const patienceMs = 8_000

/** Shows the form in `host`. `destroy` takes away everything but the host. */
export function mount(host: HTMLElement, settings: TagSettings, options: Options): Drawn {
  const { form, origin, words } = settings
  const address = `${origin}/f/${form.slug}`
  // An element that comes back to the page brings the root it was given before.
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(whole ? css + more : css)
  root.adoptedStyleSheets = [sheet]
  // Nothing that was typed goes in here: whoever listens on the page may pass it on.
  const emit = (name: string, more?: { step: number }) =>
    document.dispatchEvent(
      new CustomEvent(`aimant:${name}`, { detail: { form: form.slug, version: form.version, ...more } }),
    )

  const mode = options.theme ?? form.theme.mode
  const style = `${form.theme.style ?? ''};${accented(options.accent)}`
  const query = new URLSearchParams(location.search)
  // What the numbers know it by: what was shown, and the campaign, else the site the visitor came from.
  const from = `${form.version},${query.get('utm_source') ?? document.referrer.split('/', 3).join('/')}`
  const tickets = keepTicket(`${address}/ticket?from=${encodeURIComponent(from)}`)
  const send = sender(`${address}/submissions`, tickets)

  const tell = (what: string) => navigator.sendBeacon(`${origin}/b`, `${form.slug},${what},${from}`)
  // The question touched last, or the step turned to since: told when the page goes away, and taken back where its visitor goes on.
  let at: string | number = ''
  let told: string | number = ''
  const leave = () => {
    if (told !== at) tell(`left,${told},${at}`)
    told = at
  }

  let state = begin(form, options.prefill, query)
  // A form that the page itself drew in our place meanwhile, which stays on screen until ours is there.
  const drawn = whole ? host.querySelector('form') : null
  if (drawn) root.append(document.createElement('slot'))
  let started = false
  let gone = false
  let drawing = false

  const act = (event: Event) => {
    // Taking a focused control off the screen makes it lose the focus, which is not the visitor's doing.
    if (gone || drawing) return
    state = reduce(state, event)
    if (event.type !== 'left' && mayKeep()) keep(draftName, { raw: state.raw, place: state.place })
    drawing = true
    draw()
    drawing = false
  }
  const mayKeep = () => page.mayKeep ?? form.covered
  // Ticks are not kept: each must be the visitor's own, made in front of the words it stands beside.
  const draftName = `draft.${form.slug}`
  const restore = () => {
    const { raw, place = 0 } = kept<State>(draftName) ?? {}
    if (raw && !started) act({ type: 'restored', raw, place })
  }
  const heard = () => (mayKeep() ? restore() : keep(draftName))
  const every = state.fields
  let token: string | undefined
  let check: Promise<Check | undefined> | undefined
  // Where it shows, if it has anything to show.
  const slot = guarded && form.turnstile ? document.createElement('slot') : undefined
  if (guarded && slot) slot.name = 'turnstile'
  const focus = (id: string) => root.getElementById(id)?.focus()

  const start = () => {
    if (started || gone || (whole && state.phase === 'closed')) return
    started = true
    at ||= 1
    document.addEventListener('visibilitychange', leave)
    emit('start')
    void tickets.get()
    if (guarded && form.turnstile)
      check = import(/* @vite-ignore */ `${origin}/w/turnstile.js`)
        .then((part) => part.check(host, form))
        .catch(() => {})
  }

  const read = (element: HTMLFormElement) => act({ type: 'typed', ...readForm(element, state.fields, form.consents) })

  const correct = (errors: Record<string, string>) => {
    const { key } = state.fields.find((field) => errors[field.key])!
    const place = whole ? form.steps.findIndex((step) => step.fields.some((field) => field.key === key)) : 0
    act({ phase: 'asking', tried: true, errors, place, failure: undefined })
    emit('error')
    tell(`wrong,${new URLSearchParams(errors)}`)
    focus(key)
  }

  const move = (by: number) => {
    const { steps, here } = stepsOf(form, state)
    const { place } = steps[here + by]!
    act({ place, tried: false, errors: {}, failure: undefined })
    at = place + 1
    emit('step', { step: here + by + 1 })
    focus('step')
  }

  const submit = async (element: HTMLFormElement) => {
    if (state.phase !== 'asking') return
    // Some autofills tell nobody: what the controls hold now is what counts.
    read(element)
    const { answers, errors } = readAnswers(state.fields, state.raw)
    const { steps, here } = stepsOf(form, state)
    const isLast = !whole || here === steps.length - 1
    const wrong = isLast ? errors : errorsIn(steps[here]!, errors)
    if (Object.keys(wrong).length) return correct(wrong)
    if (!isLast) return move(1)
    act({ phase: 'sending', slow: false, errors: {}, failure: undefined })
    emit('submit')
    const impatience = setTimeout(() => act({ slow: true }), patienceMs)
    const trap = new FormData(element).get('website_url')
    const outcome = await send({
      version: form.version,
      language: form.language,
      answers,
      consents: state.consents,
      source: sourceOf(location.href, document.title, document.referrer),
      ...(whole && (form.confirms || state.fields.length < every.length) && { known: token }),
      ...(guarded && form.turnstile && { turnstile: await (await check)?.token() }),
      ...(trap && { website_url: String(trap) }),
    })
    clearTimeout(impatience)
    if (gone) return
    if (outcome.ok) {
      // What follows the form on the page stays where its reader left it.
      sheet.insertRule(`:host{min-height:${host.offsetHeight}px!important}`, sheet.cssRules.length)
      act({ phase: 'done', accepted: outcome.body })
      keep(draftName)
      at = ''
      leave()
      emit('success')
      if (whole && form.dataLayer) tellAnalytics(form, outcome.body)
      return focus('title')
    }
    const { why, fields = {}, waitSeconds } = outcome
    // What the Worker wants after all, since the link ran out meanwhile, is asked.
    if (whole && every.some((field) => fields[field.key] && !state.fields.includes(field))) act({ fields: every })
    if (state.fields.some((field) => fields[field.key])) return correct(fields)
    act({ phase: 'asking', failure: { why, waitSeconds } })
    emit('error')
  }

  const isDark = () => mode === 'dark' || (mode !== 'light' && (options.dark ?? isDarkBehind(host)))
  const draw = () => {
    // What is drawn is matched by its place, and knows nothing of it.
    if (guarded) slot?.remove()
    render(
      <Form
        {...{ form, words, state, dark: isDark(), style, settled }}
        on={{
          submit,
          read,
          back: () => whole && state.phase === 'asking' && move(-1),
          accept: (key, value) => act({ type: 'typed', raw: { [key]: value }, consents: {} }),
          download: () => emit('download'),
        }}
      />,
      root,
    )
    if (guarded && slot) root.querySelector('button.main')?.before(slot)
  }
  // After the first frame: what only serves who fills the form in.
  let settled = false

  const seen = new IntersectionObserver((entries) => {
    // The page's style sheets are surely there by now, and with them what lies behind.
    settled = true
    options.dark = undefined
    draw()
    if (!entries.some((entry) => entry.isIntersecting)) return
    seen.disconnect()
    emit('view')
    tell('view')
  })

  const scheme = matchMedia('(prefers-color-scheme:dark)')
  const appear = () => {
    if (gone) return
    // What was typed and ticked there stays, and so does the cursor.
    if (drawn) state = reduce(state, { type: 'typed', ...readForm(drawn, state.fields, form.consents) })
    draw()
    if (drawn?.contains(document.activeElement)) focus(document.activeElement!.id)
    // Asking the session for what cannot be there would cost more than drawing the form.
    if (mayKeep()) restore()
    seen.observe(host)
    scheme.onchange = draw
  }
  root.addEventListener('focusin', ({ target }) => {
    at = (target as HTMLInputElement).name || at
  })
  for (const touch of ['focusin', 'pointerdown', 'input']) root.addEventListener(touch, start)
  // Questions that went away again would move the page.
  if (whole && (form.confirms || every.some((field) => field.askOnce)))
    void recognise(address, mayKeep()).then((visitor) => {
      token = visitor.token
      const fields = every.filter(({ key, askOnce }) => !askOnce || !visitor.known.includes(key))
      state = reduce(state, { fields })
      appear()
    })
  else appear()
  page.hearers.add(heard)
  root.addEventListener('focusout', ({ target }) => {
    // A message that comes or goes while the button is being pressed would move it from under the finger.
    if (!root.querySelector('button:active')) act({ type: 'left', key: (target as HTMLInputElement).name })
  })

  return {
    prefill: (values) => act({ type: 'typed', raw: given(form, values), consents: {} }),
    destroy() {
      leave()
      gone = true
      document.removeEventListener('visibilitychange', leave)
      page.hearers.delete(heard)
      seen.disconnect()
      scheme.onchange = null
      root.replaceChildren()
      if (guarded) void check?.then((each) => each?.destroy())
    },
  }
}
