import { afterEach, expect, test } from 'vitest'
import { mount } from '../../widget/inline.tsx'
import { aShownForm, theSettings } from './settings.ts'
import { problem, startWorker } from './worker.ts'

afterEach(() => document.body.replaceChildren())

function show(at: string, origin?: string) {
  const host = document.body.appendChild(document.createElement('aimant-form'))
  const closes = { at, text: 'Le webinaire est complet.' }
  const drawn = mount(host, theSettings(aShownForm(undefined, { closes }), origin), { prefill: {} })
  return { root: host.shadowRoot!, ...drawn }
}

test('an offer that has ended says so in the place of its form', () => {
  const { root, destroy } = show('2020-01-01T00:00:00Z')
  expect(root.querySelector('form')).toBeNull()
  expect(root.querySelector('.intro')!.textContent).toBe('Le webinaire est complet.')
  destroy()
})

test('one that ends while it is being filled says so, and takes nothing away', async () => {
  const worker = await startWorker()
  worker.ticketAnswers.push(problem(410, 'form_closed'))
  const { root, destroy } = show('2099-01-01T00:00:00Z', worker.url)
  root.querySelector<HTMLInputElement>('[name=email]')!.value = 'a@b.fr'
  const error = new Promise((done) => document.addEventListener('aimant:error', done, { once: true }))
  root.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await error
  expect(root.querySelector('[role=status]')!.textContent).toBe('Le webinaire est complet.')
  expect(root.querySelector<HTMLInputElement>('[name=email]')!.value).toBe('a@b.fr')
  destroy()
  await worker.stop()
})
