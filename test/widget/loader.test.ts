import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WaitingSettings } from '../../contract/shown.ts'
import { wait } from '../../widget/loader.ts'
import { consent, type Handle, mounted, page } from '../../widget/registry.ts'
import { watchOf } from '../../widget/triggers/all.ts'

let forms = 0
const waiting: (Handle | undefined)[] = []

beforeEach(() => {
  history.replaceState({}, '', '/')
  vi.stubGlobal('fetch', async () => Response.json({}))
})
afterEach(() => {
  for (const each of waiting.splice(0)) each?.destroy()
  page.mayKeep = undefined
  localStorage.clear()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

/** A popup that would open at once; what it does to the screen is only noted. */
function waitWith(over: Partial<WaitingSettings> = {}) {
  const settings: WaitingSettings = {
    origin: 'https://leads.example.com',
    slug: `guide-${++forms}`,
    languages: ['fr'],
    place: { kind: 'popup' },
    trigger: { on: 'load' },
    frequency: { every: 'time' },
    widget: '/w/0.js',
    asked: '',
    ...over,
  }
  const told: string[] = []
  const shown: Handle = {
    open: () => told.push('opened'),
    close: () => told.push('closed'),
    destroy: () => told.push('destroyed'),
  }
  const tag = { script: undefined, release() {} }
  const handle = wait(settings, watchOf(settings.trigger), tag, async () => ({ draw: async () => shown }))
  waiting.push(handle)
  return { told, handle, slug: settings.slug }
}

function moveTo(path: string) {
  history.pushState({}, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
}
const settled = () => new Promise((done) => setTimeout(done))

test('in a single-page application it comes and goes with the pages it is for', async () => {
  const { told } = waitWith({ rules: { list: [{ about: 'path', like: '^/blog(/|$)' }] } })
  await settled()
  expect(told).toEqual([])
  moveTo('/blog/registre')
  await settled()
  expect(told).toEqual(['opened'])
  moveTo('/contact')
  await settled()
  expect(told).toEqual(['opened', 'closed'])
  moveTo('/blog')
  await settled()
  expect(told).toEqual(['opened', 'closed', 'opened'])
})

test('once an offer has ended it opens only when asked for', async () => {
  const { told, slug } = waitWith({ closesAt: '2020-01-01T00:00:00Z' })
  await settled()
  expect(told).toEqual([])
  document.body.innerHTML = `<button data-aimant="${slug}"><b>Voir</b></button>`
  document.querySelector('b')!.click()
  await settled()
  expect(told).toEqual(['opened'])
})

test('one form waits while another is over the page', async () => {
  const first = waitWith()
  await settled()
  const second = waitWith()
  await settled()
  expect([first.told, second.told]).toEqual([['opened'], []])
})

test('a dialog does not appear under the fingers of somebody who types', async () => {
  document.body.innerHTML = '<input>'
  const input = document.querySelector('input')!
  input.focus()
  const { told } = waitWith()
  await settled()
  expect(told).toEqual([])
  input.blur()
  await settled()
  await settled()
  expect(told).toEqual(['opened'])
})

test('the same tag twice is one form', () => {
  const { slug } = waitWith()
  waitWith({ slug })
  expect(mounted(slug)).toHaveLength(1)
})

test('who is new is known once the page says that it may be remembered', async () => {
  const { told } = waitWith({ rules: { list: [{ about: 'visitor', like: '^new$' }] } })
  await settled()
  expect(told).toEqual([])
  consent(true)
  await settled()
  expect(told).toEqual(['opened'])
})

test('what was filled does not come again', async () => {
  const { told, slug } = waitWith()
  await settled()
  document.dispatchEvent(new CustomEvent('aimant:success', { detail: { form: slug, version: 1 } }))
  moveTo('/a')
  await settled()
  expect(told).toEqual(['opened'])
})

test('once destroyed it hears nothing more', async () => {
  const { told, slug, handle } = waitWith({ trigger: { on: 'click' } })
  handle!.destroy()
  document.body.innerHTML = `<a href="#aimant-${slug}">Voir</a>`
  document.querySelector('a')!.click()
  await settled()
  expect([told, mounted(slug), [...page.hearers]]).toEqual([[], [], []])
})
