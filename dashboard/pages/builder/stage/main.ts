// The page of a preview: the real widget on a draft. It may speak to nobody (its policy refuses it any connection), so what the
// widget asks of the Worker is answered here, and nothing that is typed or sent goes anywhere.
import type { Place } from '../../../../contract/display.ts'
import type { TagSettings } from '../../../../contract/shown.ts'
import type { Show, Told } from './said.ts'
import { sampleOf } from './sample.ts'
import './stage.css'

type Handle = { open: () => void; destroy: () => void }
type Options = { target?: string; prefill: Record<string, string> }
type Widget = {
  draw: (
    place: Place,
    settings: TagSettings,
    options: Options,
    script: undefined,
    closed: () => void,
  ) => Promise<Handle>
}

const tell = (told: Told) => parent.postMessage(told, '*')
const pause = (ms: number) => new Promise((done) => later(done, ms))
const later = setTimeout

let shown: Show | undefined
let turn = 0
let drawn: Handle | undefined
let happened = new Set<string>()

for (const name of ['submit', 'success', 'error', 'step'])
  document.addEventListener(`aimant:${name}`, () => happened.add(name))

// Nobody waits in a preview for what makes a robot wait.
globalThis.setTimeout = ((then: () => void, ms = 0) => later(then, ms < 2_000 ? 0 : ms)) as typeof setTimeout

globalThis.fetch = async (address) => {
  const path = new URL(String(address)).pathname
  if (path.endsWith('/ticket')) return Response.json(ticket())
  if (path.endsWith('/known')) return Response.json({ known: [] })
  return answered()
}

// An owner who looks is no visitor.
navigator.sendBeacon = () => true

const ticket = () => ({
  ticket: 'preview',
  expiresAt: new Date(Date.now() + 7_200_000).toISOString(),
  // SHA-256 of `preview0`: worked out at the first try.
  challenge: {
    algorithm: 'SHA-256',
    challenge: 'a341830a1b051cedb42ef290147c8681306e8a5e33d6ff498cd5f5b140f853d3',
    maxnumber: 1,
    salt: 'preview',
    signature: '',
  },
})

function answered(): Response | Promise<Response> {
  const { screen, preview } = shown!
  if (screen === 'sending') return new Promise(() => {})
  if (screen === 'failed') return Response.json({ code: 'rate_limited', retryAfter: 60 }, { status: 429 })
  const isFirstConfirmed = screen === 'confirm' || (screen !== 'success' && preview.settings.form.confirms)
  return Response.json(isFirstConfirmed ? preview.confirm : preview.accepted)
}

addEventListener('message', ({ data, source }) => {
  if (source === parent && data?.type === 'show') void show(data)
})
// Nothing here leads anywhere.
document.addEventListener('click', (event) => {
  if (event.composedPath().some((each) => each instanceof HTMLAnchorElement)) event.preventDefault()
})
tell({ type: 'ready' })

async function show(next: Show): Promise<void> {
  const mine = ++turn
  shown = next
  const { preview, place, screen, isDark } = next
  const root = document.documentElement
  root.className = [isDark && 'dark', place.kind !== 'inline' && 'is-over'].filter(Boolean).join(' ')
  root.lang = preview.settings.form.language
  root.dir = preview.settings.form.direction
  const { draw }: Widget = await import(/* @vite-ignore */ new URL(preview.widget, location.href).href)
  if (mine !== turn) return
  drawn?.destroy()
  happened = new Set()
  const fields = preview.settings.form.steps.flatMap((step) => step.fields)
  const isFilled = ['sending', 'failed', 'success', 'confirm'].includes(screen)
  const options = { target: '#place', prefill: isFilled ? sampleOf(fields) : {} }
  drawn = await draw(place, screenOf(preview.settings, screen), options, undefined, () => {})
  if (place.kind !== 'inline') drawn.open()
  if (isFilled || screen === 'error') await send(mine, preview.settings.form.steps.length)
  if (mine === turn) tell({ type: 'shown' })
}

/** An offer that has ended ended a minute ago; in any other screen it has not. */
function screenOf(settings: TagSettings, screen: Show['screen']): TagSettings {
  const { closes, ...form } = settings.form
  const at = new Date(Date.now() - 60_000).toISOString()
  return { ...settings, form: screen === 'closed' && closes ? { ...form, closes: { ...closes, at } } : form }
}

/** Presses the button of each step until it is sent, or something is said to be wrong. */
async function send(mine: number, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    const form = await formOnScreen()
    if (mine !== turn || !form) return
    form.requestSubmit()
    await pause(0)
    if (happened.has('submit') || happened.has('error')) break
  }
  for (let i = 0; i < 40 && mine === turn && happened.has('submit') && shown?.screen !== 'sending'; i++) {
    if (happened.has('success') || happened.has('error')) return
    await pause(25)
  }
}

// A form that knows returning visitors asks for them first.
async function formOnScreen(): Promise<HTMLFormElement | undefined> {
  for (let i = 0; i < 40; i++) {
    const hosts = [...document.querySelectorAll('aimant-form')].flatMap(({ shadowRoot }) => shadowRoot ?? [])
    const roots = hosts.map((root) => root.querySelector('.form')?.shadowRoot ?? root)
    const form = roots.map((root) => root.querySelector('form')).find(Boolean)
    if (form) return form
    await pause(25)
  }
}
