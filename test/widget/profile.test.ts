import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShownField, ShownForm } from '../../contract/shown.ts'
import { type Drawn, mount } from '../../widget/inline.tsx'
import { page } from '../../widget/registry.ts'
import { aShownForm, email, givenName, theSettings } from './settings.ts'
import { problem, startWorker } from './worker.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
let drawn: Drawn | undefined
beforeEach(async () => {
  worker = await startWorker()
  worker.known['profile.of.camille'] = ['company']
})
afterEach(async () => {
  leave()
  sessionStorage.clear()
  delete page.mayKeep
  await worker.stop()
})

function leave() {
  drawn?.destroy()
  document.body.replaceChildren()
  history.replaceState(null, '', '/')
}

const company: ShownField = {
  kind: 'company',
  key: 'company',
  label: 'Société',
  required: true,
  width: 'full',
  askOnce: true,
}

async function show(query: string, over: Partial<ShownForm> = {}) {
  history.replaceState(null, '', `/${query}`)
  const host = document.body.appendChild(document.createElement('aimant-form'))
  drawn = mount(host, theSettings(aShownForm([email, company, givenName], over), worker.url), { prefill: {} })
  const root = host.shadowRoot!
  await expect.poll(() => root.querySelector('[name=email]')).not.toBeNull()
  const input = (name: string) => root.querySelector<HTMLInputElement>(`[name="${name}"]`)
  return {
    root,
    input,
    type(name: string, value: string) {
      input(name)!.value = value
      input(name)!.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    },
    submit: () =>
      void root.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  }
}

const happening = (name: string) =>
  new Promise<CustomEvent>((done) =>
    document.addEventListener(`aimant:${name}`, (event) => done(event as CustomEvent), { once: true }),
  )

test('who comes back by a link of their own is not asked again, and says by which', async () => {
  const { input, type, submit } = await show('?aimant=profile.of.camille')
  expect(input('company')).toBeNull()
  type('email', 'a@b.fr')
  const success = happening('success')
  submit()
  await success
  expect(worker.sent[0]).toMatchObject({ answers: { email: 'a@b.fr' }, known: 'profile.of.camille' })
})

test('a token that nobody knows changes nothing', async () => {
  const { input, type, submit } = await show('?aimant=forged')
  expect(input('company')).not.toBeNull()
  type('email', 'a@b.fr')
  type('company', 'Sud')
  const success = happening('success')
  submit()
  await success
  expect(worker.sent[0]).not.toHaveProperty('known')
})

test('where the address is confirmed first, the link says whose mailbox it came to, whatever is asked', async () => {
  worker.known['profile.of.camille'] = []
  const { type, submit } = await show('?aimant=profile.of.camille', { confirms: true })
  type('email', 'a@b.fr')
  type('company', 'Sud')
  const success = happening('success')
  submit()
  await success
  expect(worker.sent[0]).toMatchObject({ known: 'profile.of.camille' })
})

test('a link that ran out meanwhile brings the question back', async () => {
  worker.answers.push(problem(422, 'invalid', { fields: { company: 'required' } }))
  const { root, input, type, submit } = await show('?aimant=profile.of.camille')
  type('email', 'a@b.fr')
  const error = happening('error')
  submit()
  await error
  expect(root.activeElement).toBe(input('company'))
  expect(input('email')!.value).toBe('a@b.fr')
})

test('the next page knows the visitor only where the session may be remembered', async () => {
  await show('?aimant=profile.of.camille')
  expect(sessionStorage.length).toBe(0)
  leave()
  await show('?aimant=profile.of.camille', { covered: true })
  leave()
  expect((await show('', { covered: true })).input('company')).toBeNull()
  leave()
  expect((await show('')).input('company')).not.toBeNull()
})
