import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { offer } from '../../widget/element.ts'
import { start } from '../../widget/tag.ts'
import { aShownForm, theSettings } from './settings.ts'

const form = (slug = 'guide') => theSettings(aShownForm(undefined, { slug, languages: ['fr'] }))
const tag = (slug = 'guide', more = '') =>
  `<script type="x" src="https://leads.example.com/e/${slug}.js" ${more}></script>`
const forms = () => [...document.querySelectorAll('aimant-form')]

beforeEach(() => document.body.replaceChildren())
afterEach(() => vi.restoreAllMocks())

test('the form stands where its tag stands, though nobody says which script is running', async () => {
  document.body.innerHTML = `<p>before</p>${tag()}<p>after</p>`
  await start(form(), offer)
  expect(forms()[0]!.previousElementSibling!.localName).toBe('script')
  expect(forms()[0]!.nextElementSibling!.textContent).toBe('after')
})

test('the same snippet pasted twice is one form', async () => {
  document.body.innerHTML = `${tag()}<noscript></noscript>${tag()}`
  await Promise.all([start(form(), offer), start(form(), offer)])
  expect(forms()).toHaveLength(1)
})

test('the same form at two places of a page is two forms', async () => {
  document.body.innerHTML = `<div>${tag()}</div><div>${tag()}</div>`
  await start(form(), offer)
  await start(form(), offer)
  expect(forms().map((each) => each.parentElement)).toEqual([...document.querySelectorAll('div')])
})

test('several forms share a page', async () => {
  document.body.innerHTML = tag('one') + tag('two')
  await start(form('two'), offer)
  await start(form('one'), offer)
  expect(forms().map((each) => each.shadowRoot!.querySelector('form'))).toHaveLength(2)
})

test('a tag in the head draws at the end of the page, or where it is told to', async () => {
  document.head.innerHTML = tag()
  document.body.innerHTML = '<main></main><footer></footer>'
  await start(form(), offer)
  expect(document.body.lastElementChild!.localName).toBe('aimant-form')
  document.head.innerHTML = tag('other', 'data-target="main"')
  await start(form('other'), offer)
  expect(document.querySelector('main aimant-form')).not.toBeNull()
  document.head.innerHTML = ''
})

test('two tags for one target draw once', async () => {
  document.body.innerHTML = `<main></main>${tag('guide', 'data-target="main"')}<p></p>${tag('guide', 'data-target="main"')}`
  await start(form(), offer)
  await start(form(), offer)
  expect(forms()).toHaveLength(1)
})

test('what cannot be drawn is told to the console and thrown at nobody', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  document.body.innerHTML = tag('guide', 'data-target="&lt;not a selector"')
  await expect(start(form(), offer)).resolves.toBeUndefined()
  expect(said).toHaveBeenCalledOnce()
})

test('after destroy the document is byte for byte what it was, and the tag may draw again', async () => {
  document.body.innerHTML = `<p>before</p>${tag()}`
  const before = document.documentElement.outerHTML
  const drawn = await start(form(), offer)
  drawn!.destroy()
  expect(document.documentElement.outerHTML).toBe(before)
  await start(form(), offer)
  expect(forms()).toHaveLength(1)
})
