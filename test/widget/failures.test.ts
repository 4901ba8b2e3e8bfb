import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShownForm } from '../../contract/shown.ts'
import { type Drawn, mount } from '../../widget/inline.tsx'
import { consent, page } from '../../widget/registry.ts'
import { aShownForm, email, givenName, theSettings } from './settings.ts'
import { accepted, problem, startWorker } from './worker.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
let drawn: Drawn | undefined
beforeEach(async () => {
  worker = await startWorker()
})
afterEach(async () => {
  leave()
  sessionStorage.clear()
  delete page.mayKeep
  delete (globalThis as { dataLayer?: unknown }).dataLayer
  await worker.stop()
})

function leave() {
  drawn?.destroy()
  drawn = undefined
  document.body.replaceChildren()
}

function show(over: Partial<ShownForm> = {}) {
  const host = document.body.appendChild(document.createElement('aimant-form'))
  drawn = mount(host, theSettings(aShownForm([email, givenName], over), worker.url), { prefill: {} })
  const root = host.shadowRoot!
  const input = (name: string) => root.querySelector<HTMLInputElement>(`[name="${name}"]`)
  return {
    root,
    input,
    status: () => root.querySelector('[role=status]')!.textContent,
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

test('without leave nothing is written anywhere, and a reload begins anew', () => {
  show().type('email', 'a@b.fr')
  expect([sessionStorage.length, localStorage.length, document.cookie]).toEqual([0, 0, ''])
  leave()
  expect(show().input('email')!.value).toBe('')
})

test('where it is allowed what was typed is there again after a reload, without the ticks', () => {
  const first = show({ covered: true })
  first.type('email', 'a@b.fr')
  first.input('consent-newsletter')!.click()
  leave()
  const second = show({ covered: true })
  expect(second.input('email')!.value).toBe('a@b.fr')
  expect(second.input('consent-newsletter')!.checked).toBe(false)
})

test('a draft comes back when leave is given once the form is there, but never over what is being typed', () => {
  consent(true)
  show().type('email', 'a@b.fr')
  leave()
  page.mayKeep = undefined
  const { input, type } = show()
  sessionStorage.setItem('aimant.draft.guide', JSON.stringify({ raw: { email: 'a@b.fr' }, place: 0 }))
  consent(true)
  expect(input('email')!.value).toBe('a@b.fr')
  type('email', 'other@b.fr')
  consent(true)
  expect(input('email')!.value).toBe('other@b.fr')
})

test('a success, or leave taken back, wipes the draft', async () => {
  const { type, submit } = show({ covered: true })
  type('email', 'a@b.fr')
  expect(sessionStorage.length).toBe(1)
  consent(false)
  expect(sessionStorage.length).toBe(0)
  consent(true)
  type('given', 'Ada')
  const success = happening('success')
  submit()
  await success
  expect(sessionStorage.length).toBe(0)
})

test.each(['not json', '{"raw":{"other":5,"__proto__":{"x":1}},"place":"far"}', '{}', 'null', '5'])(
  'what somebody else left in its place (%s) breaks nothing',
  (nonsense) => {
    sessionStorage.setItem('aimant.draft.guide', nonsense)
    expect(show({ covered: true }).input('email')!.value).toBe('')
  },
)

test.each([
  [problem(410, 'form_closed'), /donnees@atelier-sud\.fr/],
  [problem(429, 'rate_limited', { retryAfter: 60 }), /60|minute/],
  [problem(422, 'invalid', { fields: { version: 'not_an_option' } }), /Rechargez/],
  [problem(403, 'origin_refused'), /responsable du site/],
])('each refusal says what to do', async (answer, words) => {
  worker.answers.push(answer)
  const { type, submit, status, input } = show()
  type('email', 'a@b.fr')
  const error = happening('error')
  submit()
  await error
  expect(status()).toMatch(words)
  expect(input('email')!.value).toBe('a@b.fr')
})

test('an address to be confirmed is shown with the way to its mailbox, and nothing else', async () => {
  const confirm = {
    title: 'Regardez dans votre boîte',
    text: 'Nous venons d’écrire à a@gmail.com.',
    help: 'Rien reçu ?',
    mailbox: { label: 'Ouvrir Gmail', href: 'https://mail.google.com/' },
  }
  worker.answers.push({ status: 200, body: { ...accepted.body, confirm } })
  const { root, type, submit } = show({ texts: { title: 'Le guide', doneTitle: 'Le guide est à vous' } })
  type('email', 'a@gmail.com')
  const success = happening('success')
  submit()
  await success
  expect(root.querySelector('h2')!.textContent).toBe(confirm.title)
  expect(root.querySelector('.intro')!.textContent).toContain('a@gmail.com')
  const links = [...root.querySelectorAll('a')]
  expect(links.map(({ href, target, rel, textContent }) => [href, target, rel, textContent])).toEqual([
    ['https://mail.google.com/', '_blank', 'noopener', 'Ouvrir Gmail'],
  ])
})

test('analytics hears of a success once, and of nobody', async () => {
  const { type, submit } = show({ dataLayer: true })
  type('email', 'a@b.fr')
  type('given', 'Ada')
  const success = happening('success')
  submit()
  await success
  const { dataLayer } = globalThis as { dataLayer?: unknown[] }
  expect(dataLayer).toEqual([{ event: 'generate_lead', form_id: 'guide', form_name: 'Le guide', lead_magnet: 'Guide' }])
})

test('without the owner’s word analytics hears nothing', async () => {
  const { type, submit } = show()
  type('email', 'a@b.fr')
  const success = happening('success')
  submit()
  await success
  expect((globalThis as { dataLayer?: unknown[] }).dataLayer).toBeUndefined()
})

test('what the page fills in later is there at once, and only where there is such a field', () => {
  const { input } = show()
  drawn!.prefill({ given: 'Ada', constructor: 'x', website_url: 'x' })
  expect(input('given')!.value).toBe('Ada')
  expect(input('website_url')!.value).toBe('')
})
