// What is told of a visitor who begins and does not send: at which question, and nothing they typed.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShownField, ShownForm } from '../../contract/shown.ts'
import { mount } from '../../widget/inline.tsx'
import { beacons } from './beacons.ts'
import { aShownForm, email, givenName, theSettings } from './settings.ts'
import { problem, startWorker } from './worker.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
let drawn: { destroy: () => void } | undefined
beforeEach(async () => {
  worker = await startWorker()
  beacons.length = 0
})
afterEach(async () => {
  drawn?.destroy()
  document.body.replaceChildren()
  await worker.stop()
})

const company: ShownField = { kind: 'company', key: 'company', label: 'Société', required: false, width: 'full' }

function show(over: Partial<ShownForm> = {}) {
  const host = document.body.appendChild(document.createElement('aimant-form'))
  drawn = mount(host, theSettings(aShownForm([email, givenName], over), worker.url), { prefill: {} })
  const root = host.shadowRoot!
  const tell = (name: string, event: string) =>
    root.querySelector(`[name="${name}"]`)!.dispatchEvent(new Event(event, { bubbles: true, composed: true }))
  return {
    touch: (name: string) => tell(name, 'focusin'),
    type(name: string, value: string) {
      root.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value = value
      tell(name, 'focusin')
      tell(name, 'input')
    },
    send: () =>
      void root.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    press: () => void root.querySelector('form')!.dispatchEvent(new Event('pointerdown', { bubbles: true })),
  }
}

/** The page is hidden, or shown again. */
const hide = () => document.dispatchEvent(new Event('visibilitychange'))
const happening = (name: string) =>
  new Promise<void>((done) => document.addEventListener(`aimant:${name}`, () => done(), { once: true }))
const told = () => beacons.splice(0).map((line) => line.replace('/b guide,', '').replace(/,3,$/, ''))

test('who never touched the form leaves no word behind', () => {
  show()
  hide()
  drawn!.destroy()
  expect(told()).toEqual([])
})

test('the question touched last is told when the page goes away, once, and never what was typed', () => {
  const { type, touch } = show()
  type('email', 'ada@example.fr')
  touch('given')
  hide()
  hide()
  expect(told()).toEqual(['left,,given'])
})

test('who touched no question is told to have stopped before the first', () => {
  show().press()
  hide()
  expect(told()).toEqual(['left,,1'])
})

test('a form whose question is called "name" is not taken for it', () => {
  const { press } = show({ steps: [{ id: 'you', fields: [email, { ...givenName, key: 'name' }] }] })
  press()
  hide()
  expect(told()).toEqual(['left,,1'])
})

test('a tick beside a consent is told as such', () => {
  show().touch('consent-newsletter')
  hide()
  expect(told()).toEqual(['left,,consent-newsletter'])
})

test('who comes back and goes on is told to have stopped further on, and nowhere else', () => {
  const { touch } = show()
  touch('email')
  hide()
  touch('given')
  hide()
  expect(told()).toEqual(['left,,email', 'left,email,given'])
})

test('who comes back and sends is taken back', async () => {
  const { type, send } = show()
  type('email', 'ada@example.fr')
  hide()
  const success = happening('success')
  send()
  await success
  hide()
  expect(told()).toEqual(['left,,email', 'left,email,'])
})

test('who sends at once is told of nowhere', async () => {
  const { type, send } = show()
  type('email', 'ada@example.fr')
  const success = happening('success')
  send()
  await success
  hide()
  drawn!.destroy()
  expect(told()).toEqual([])
})

test('a page that takes the form away is a page that goes away, and the form hears nothing of it any more', () => {
  show().touch('given')
  drawn!.destroy()
  hide()
  expect(told()).toEqual(['left,,given'])
})

test('the step turned to is told where nothing of it was touched', () => {
  const { type, send } = show({
    steps: [
      { id: 'you', fields: [email] },
      { id: 'work', fields: [company] },
    ],
  })
  type('email', 'ada@example.fr')
  send()
  hide()
  expect(told()).toEqual(['left,,2'])
})

test('what is wrong is told by question and kind, whether found here or by the Worker', async () => {
  const { type, send } = show()
  type('email', 'ada@')
  send()
  expect(told()).toEqual(['wrong,email=bad_email'])
  worker.answers.push(problem(422, 'invalid', { fields: { email: 'business_email_only' } }))
  type('email', 'ada@example.fr')
  const error = happening('error')
  send()
  await error
  expect(told()).toEqual(['wrong,email=business_email_only'])
})
