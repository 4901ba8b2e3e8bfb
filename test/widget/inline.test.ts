import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShownField } from '../../contract/shown.ts'
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

function show(fields?: ShownField[], over = {}, options = {}) {
  const host = document.body.appendChild(document.createElement('aimant-form'))
  drawn = mount(host, theSettings(aShownForm(fields, over), worker.url), { prefill: {}, ...options })
  const root = host.shadowRoot!
  const input = (name: string) => root.querySelector<HTMLInputElement>(`[name="${name}"]`)
  return {
    host,
    root,
    input,
    text: (selector: string) => root.querySelector(selector)?.textContent,
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

test('no box is ticked, none is required, and none can be said to be', () => {
  const { root } = show()
  const boxes = [...root.querySelectorAll<HTMLInputElement>('[name^=consent-]')]
  expect(boxes).toHaveLength(2)
  expect(boxes.every((box) => !box.checked && !box.required)).toBe(true)
})

test('the notice names the controller and links to the privacy policy without handing over the page', () => {
  const { root, text } = show()
  expect(text('.notice')).toContain('Atelier Sud (donnees@atelier-sud.fr)')
  const link = root.querySelector<HTMLAnchorElement>('.notice a')!
  expect([link.href, link.target, link.rel]).toEqual(['https://atelier-sud.fr/vie-privee', '_blank', 'noopener'])
})

test('every control has a visible label and says what a browser may fill in', () => {
  const { root, input } = show([email, givenName])
  expect(root.querySelector('label[for=email]')!.textContent).toBe('Adresse e-mail')
  expect(root.querySelector('label[for=given]')!.textContent).toBe(`Prénom (${fr.optional})`)
  expect([input('email')!.autocomplete, input('given')!.autocomplete]).toEqual(['email', 'given-name'])
})

test('what is wrong stands beside its field, tied to it, announced and focused', async () => {
  const { root, text, type, submit } = show([email, givenName])
  type('email', 'not an address')
  const error = happening('error')
  submit()
  await error
  const input = root.getElementById('email') as HTMLInputElement
  expect(input.getAttribute('aria-invalid')).toBe('')
  expect(root.getElementById(input.getAttribute('aria-describedby')!)!.textContent).toBe(fr.error_bad_email)
  expect(text('[role=status]')).toContain('1')
  expect(root.activeElement).toBe(input)
  expect(worker.sent).toEqual([])
})

test('the line that announces is there before it has anything to say', () => {
  const { root } = show()
  expect(root.querySelector('[role=status]')!.textContent).toBe('')
})

test('a question that depends on an answer comes and goes, and is not sent while it is gone', async () => {
  const { input, root, type, submit } = show([email, plan, reason])
  expect(input('reason')).toBeNull()
  root.querySelector<HTMLInputElement>('[value=later]')!.click()
  type('reason', 'Budget')
  root.querySelector<HTMLInputElement>('[value=now]')!.click()
  expect(input('reason')).toBeNull()
  type('email', 'a@b.fr')
  const success = happening('success')
  submit()
  await success
  expect(worker.sent[0]!.answers).toEqual({ email: 'a@b.fr', plan: 'now' })
})

test('the visitor gets what was promised, and the form is gone', async () => {
  const { root, input, text, type, submit } = show()
  type('email', 'a@b.fr')
  input('consent-newsletter')!.click()
  const success = happening('success')
  submit()
  expect((await success).detail).toEqual({ form: 'guide', version: 3 })
  expect(root.querySelector('form')).toBeNull()
  expect(text('h2')).toBe('Votre guide')
  expect(root.activeElement).toBe(root.querySelector('h2'))
  expect(root.querySelector<HTMLAnchorElement>('a.main')!.href).toBe('https://leads.example.com/d/x')
  expect(text('.help')).toBe('guide.pdf · PDF')
  expect(worker.sent[0]).toMatchObject({ version: 3, language: 'fr', consents: { newsletter: true, phone: false } })
  expect(worker.sent[0]).not.toHaveProperty('website_url')
})

test('what a robot fills into the hidden field is sent along', async () => {
  const { input, type, submit } = show()
  type('email', 'a@b.fr')
  input('website_url')!.value = 'https://spam.example'
  const success = happening('success')
  submit()
  await success
  expect(worker.sent[0]!.website_url).toBe('https://spam.example')
})

test('autofill that tells nobody is read when sending', async () => {
  const { input, submit } = show()
  input('email')!.value = 'a@b.fr'
  const success = happening('success')
  submit()
  await success
  expect(worker.sent[0]!.answers).toEqual({ email: 'a@b.fr' })
})

test('sending twice at once sends once', async () => {
  const { type, submit } = show()
  type('email', 'a@b.fr')
  const success = happening('success')
  submit()
  submit()
  await success
  expect(worker.sent).toHaveLength(1)
})

test('what the Worker finds wrong is shown as what the form finds wrong', async () => {
  worker.answers.push(problem(422, 'invalid', { fields: { email: 'business_email_only' } }))
  const { type, text, submit } = show()
  type('email', 'a@b.fr')
  const error = happening('error')
  submit()
  await error
  expect(text('.error')).toBe(fr.error_business_email_only)
})

test('a refusal is said in words of its own and keeps what was typed', async () => {
  worker.answers.push(problem(429, 'rate_limited', { retryAfter: 42 }))
  const { type, text, input, submit } = show()
  type('email', 'a@b.fr')
  const error = happening('error')
  submit()
  await error
  expect(text('[role=status]')).toContain('42')
  expect(input('email')!.value).toBe('a@b.fr')
})

test('nothing is fetched before the visitor touches the form', () => {
  const { type } = show()
  expect(worker.tickets).toHaveLength(0)
  const start = happening('start')
  type('email', 'a')
  return start
})

test('events name the form and nothing about the person', async () => {
  const told: unknown[] = []
  const listen = (event: Event) => told.push((event as CustomEvent).detail)
  for (const name of ['start', 'submit', 'success']) document.addEventListener(`aimant:${name}`, listen, { once: true })
  const { type, submit } = show()
  const success = happening('success')
  type('email', 'a@b.fr')
  submit()
  await success
  expect(told).toEqual(Array.from({ length: 3 }, () => ({ form: 'guide', version: 3 })))
})

test('a suggestion is taken with one click', () => {
  const { root, input, type } = show()
  type('email', 'ada@gmial.com')
  input('email')!.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }))
  root.querySelector<HTMLButtonElement>('.hint')!.click()
  expect(input('email')!.value).toBe('ada@gmail.com')
  expect(root.querySelector('.hint')).toBeNull()
})

test('a prefilled "no" ticks nothing', () => {
  const consented: ShownField = { kind: 'yes_no', key: 'dpo', label: 'J’ai un DPO', required: false, width: 'full' }
  expect(show([email, consented], {}, { prefill: { dpo: 'false' } }).input('dpo')!.checked).toBe(false)
  expect(show([email, consented], {}, { prefill: { dpo: 'true' } }).input('dpo')!.checked).toBe(true)
})

test('once destroyed it draws no more and leaves nothing in its host', async () => {
  const { root, type, submit } = show()
  type('email', 'a@b.fr')
  submit()
  drawn!.destroy()
  expect(root.childNodes).toHaveLength(0)
})

test('a form that the page drew itself is taken over with what was typed, ticked and focused in it', () => {
  const host = document.createElement('aimant-form')
  host.innerHTML = `<form><input id="email" name="email" value="zoe@example.fr"><input type="radio" name="plan" value="later" checked>
    <input id="reason" name="reason" value="Plus tard"><input type="checkbox" name="consent-phone" checked></form>`
  document.body.append(host)
  host.querySelector<HTMLInputElement>('#reason')!.focus()
  const form = aShownForm([email, plan, reason], {
    consents: ['newsletter', 'phone'].map((purpose) => ({ purpose, basis: 'consent', label: purpose })),
  })
  drawn = mount(host, theSettings(form, worker.url), { prefill: { email: 'other@example.fr' } })
  const control = (name: string) => host.shadowRoot!.querySelector<HTMLInputElement>(`[name="${name}"]`)!
  expect(control('email').value).toBe('zoe@example.fr')
  expect(control('reason').value).toBe('Plus tard')
  expect(control('consent-phone').checked).toBe(true)
  expect(control('consent-newsletter').checked).toBe(false)
  expect(host.shadowRoot!.activeElement?.id).toBe('reason')
})
