import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShownField, ShownForm } from '../../contract/shown.ts'
import { mount } from '../../widget/inline.tsx'
import { fr } from '../../widget/locales/fr.ts'
import { aShownForm, email, givenName, plan, reason, theSettings } from './settings.ts'
import { problem, startWorker } from './worker.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
let drawn: { destroy: () => void } | undefined
beforeEach(async () => {
  worker = await startWorker()
})
afterEach(async () => {
  drawn?.destroy()
  document.body.replaceChildren()
  await worker.stop()
})

const company: ShownField = { kind: 'company', key: 'company', label: 'Société', required: true, width: 'full' }
const inSteps = (...steps: ShownField[][]): Partial<ShownForm> => ({
  steps: steps.map((fields, i) => ({ id: `step-${i + 1}`, title: `Partie ${i + 1}`, fields })),
})

function show(over: Partial<ShownForm>) {
  const host = document.body.appendChild(document.createElement('aimant-form'))
  drawn = mount(host, theSettings(aShownForm([], over), worker.url), { prefill: {} })
  const root = host.shadowRoot!
  const input = (name: string) => root.querySelector<HTMLInputElement>(`[name="${name}"]`)
  return {
    root,
    input,
    heading: () => root.querySelector('h3')?.textContent,
    type(name: string, value: string) {
      input(name)!.value = value
      input(name)!.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    },
    next: () =>
      void root.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    back: () => root.querySelector<HTMLButtonElement>('.back')!.click(),
  }
}

const happening = (name: string) =>
  new Promise<CustomEvent>((done) =>
    document.addEventListener(`aimant:${name}`, (event) => done(event as CustomEvent), { once: true }),
  )

test('one step at a time is on screen, with its place among them said in its heading, which has the focus', () => {
  const { root, input, heading, type, next } = show(inSteps([email], [givenName], [plan]))
  expect(heading()).toBe('Étape 1 sur 3 Partie 1')
  expect(input('given')).toBeNull()
  type('email', 'a@b.fr')
  next()
  expect(heading()).toBe('Étape 2 sur 3 Partie 2')
  expect(input('email')).toBeNull()
  expect(root.activeElement).toBe(root.querySelector('h3'))
})

test('a form of one step says nothing of steps', () => {
  const { root, heading } = show(inSteps([email, givenName]))
  expect(heading()).toBeUndefined()
  expect(root.querySelector('.back')).toBeNull()
})

test('what is wrong in a step keeps the visitor there, and what comes later is not yet wrong', () => {
  const { root, heading, input, next } = show(inSteps([email], [company]))
  next()
  expect(heading()).toContain('Étape 1')
  expect(root.activeElement).toBe(input('email'))
  expect(root.querySelectorAll('.error')).toHaveLength(1)
  expect(root.querySelector('[role=status]')!.textContent).toContain('1')
})

test('going back keeps what was typed, and nothing there is called wrong', () => {
  const { input, heading, type, next, back } = show(inSteps([email], [company]))
  type('email', 'a@b.fr')
  next()
  type('company', 'Atelier Sud')
  back()
  expect(heading()).toContain('Étape 1')
  expect(input('email')!.value).toBe('a@b.fr')
  expect(input('email')!.hasAttribute('aria-invalid')).toBe(false)
  next()
  expect(input('company')!.value).toBe('Atelier Sud')
})

test('consents and notice stand on the last step only', () => {
  const { root, type, next } = show(inSteps([email], [givenName]))
  expect(root.querySelector('.consent, .notice')).toBeNull()
  type('email', 'a@b.fr')
  next()
  expect(root.querySelectorAll('.consent')).toHaveLength(2)
  expect(root.querySelector('.notice')!.textContent).toContain('Atelier Sud')
})

test('a step that has nothing to ask is passed over, both ways, and is not counted', () => {
  const { root, heading, type, next, back } = show(inSteps([plan], [reason], [email]))
  root.querySelector<HTMLInputElement>('[value=now]')!.click()
  expect(heading()).toContain('1 sur 2')
  next()
  expect(heading()).toBe('Étape 2 sur 2 Partie 3')
  back()
  root.querySelector<HTMLInputElement>('[value=later]')!.click()
  next()
  expect(heading()).toBe('Étape 2 sur 3 Partie 2')
  type('reason', 'Budget')
  next()
  expect(heading()).toBe('Étape 3 sur 3 Partie 3')
})

test('answers given on a way that was left are not sent', async () => {
  const { root, type, next, back } = show(inSteps([plan], [reason], [email]))
  root.querySelector<HTMLInputElement>('[value=later]')!.click()
  next()
  type('reason', 'Budget')
  back()
  root.querySelector<HTMLInputElement>('[value=now]')!.click()
  next()
  type('email', 'a@b.fr')
  const success = happening('success')
  next()
  await success
  expect(worker.sent[0]!.answers).toEqual({ email: 'a@b.fr', plan: 'now' })
})

test('each step is told to the page by its number alone', async () => {
  const { type, next } = show(inSteps([email], [givenName]))
  const step = happening('step')
  type('email', 'a@b.fr')
  next()
  expect((await step).detail).toEqual({ form: 'guide', version: 3, step: 2 })
})

test('what the Worker finds wrong in an earlier step brings the visitor back to it', async () => {
  worker.answers.push(problem(422, 'invalid', { fields: { email: 'business_email_only' } }))
  const { root, input, heading, type, next } = show(inSteps([email], [givenName]))
  type('email', 'a@b.fr')
  next()
  const error = happening('error')
  next()
  await error
  expect(heading()).toContain('Étape 1')
  expect(root.querySelector('.error')!.textContent).toBe(fr.error_business_email_only)
  expect(root.activeElement).toBe(input('email'))
})

test('a control of one step never carries over into the next', () => {
  const yes: ShownField = { kind: 'yes_no', key: 'dpo', label: 'J’ai un DPO', required: false, width: 'full' }
  const { input, type, next } = show(inSteps([email], [company], [yes]))
  const first = input('email')
  type('email', 'a@b.fr')
  next()
  expect(input('company')).not.toBe(first)
  expect(input('company')!.value).toBe('')
  type('company', 'Sud')
  next()
  expect(input('dpo')!.checked).toBe(false)
})
