import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mayOpenAgain } from '../../widget/memory.ts'

/** The page as it is after a reload: the same device, nothing in its life yet. */
async function aPage() {
  for (const name of ['aimant.page', 'aimant.memory']) Reflect.deleteProperty(globalThis, Symbol.for(name))
  vi.resetModules()
  const [memory, { page }] = await Promise.all([import('../../widget/memory.ts'), import('../../widget/registry.ts')])
  return { ...memory, page }
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => vi.unstubAllGlobals())

const isEmpty = () => localStorage.length + sessionStorage.length === 0 && document.cookie === ''

test('nothing leaves the page while nobody allowed it', async () => {
  const { recall, countPage, remember, remembered, visitor } = await aPage()
  recall()
  expect(countPage('/a')).toBe(1)
  expect(countPage('/a')).toBe(1)
  expect(countPage('/b')).toBe(2)
  remember('guide', { opened: 20_000, ended: true })
  expect(remembered('guide')).toEqual({ opened: 20_000, ended: true })
  expect(visitor()).toBeUndefined()
  expect(isEmpty()).toBe(true)
})

test('what the page remembered is written once that is allowed, beside what was there', async () => {
  localStorage.setItem('aimant', JSON.stringify({ guide: { ended: true }, other: { opened: 1 } }))
  const { recall, page, remember, remembered } = await aPage()
  recall()
  remember('guide', { opened: 20_000 })
  page.mayKeep = true
  recall()
  expect(remembered('guide')).toEqual({ opened: 20_000, ended: true })
  expect(JSON.parse(localStorage.getItem('aimant')!)).toEqual({
    guide: { opened: 20_000, ended: true },
    other: { opened: 1 },
  })
  expect(Object.keys(localStorage)).toEqual(['aimant'])
})

test('pages are counted and visitors known again across loads where it is covered', async () => {
  let { recall, countPage, visitor, wasOpenedInSession, remember } = await aPage()
  recall(true)
  expect([visitor(), countPage('/a')]).toEqual(['new', 1])
  remember('guide', { opened: 20_000 })
  ;({ recall, countPage, visitor, wasOpenedInSession } = await aPage())
  recall(true)
  expect([visitor(), countPage('/a'), wasOpenedInSession('guide')]).toEqual(['new', 2, true])
  sessionStorage.clear()
  ;({ recall, countPage, visitor, wasOpenedInSession } = await aPage())
  recall(true)
  expect([visitor(), countPage('/a'), wasOpenedInSession('guide')]).toEqual(['returning', 1, false])
})

test('a refusal outweighs what the owner ticked, and takes away what was kept', async () => {
  const { recall, page, remember } = await aPage()
  recall(true)
  expect(isEmpty()).toBe(false)
  page.mayKeep = false
  recall(true)
  remember('guide', { ended: true })
  expect(isEmpty()).toBe(true)
})

test('storage that throws, is full or holds something else is survived', async () => {
  localStorage.setItem('aimant', '{not json')
  const { recall, remember, remembered, visitor } = await aPage()
  recall(true)
  remember('guide', { ended: true })
  expect(remembered('guide').ended).toBe(true)
  vi.stubGlobal('localStorage', undefined)
  const other = await aPage()
  other.recall(true)
  other.remember('guide', { opened: 3 })
  expect(other.remembered('guide').opened).toBe(3)
  expect([visitor(), other.visitor()]).toEqual(['new', 'new'])
})

test.each([
  ['every time', { every: 'time' }, {}, true, true],
  ['every time, once sent away', { every: 'time' }, { ended: true }, false, false],
  ['once a session, at first', { every: 'session' }, {}, false, true],
  ['once a session, again', { every: 'session' }, { opened: 20_000 }, true, false],
  ['once a session, in the next', { every: 'session' }, { opened: 20_000 }, false, true],
  ['every 7 days, at first', { every: 'days', days: 7 }, {}, false, true],
  ['every 7 days, on the sixth', { every: 'days', days: 7 }, { opened: 19_994 }, false, false],
  ['every 7 days, on the seventh', { every: 'days', days: 7 }, { opened: 19_993 }, true, true],
  ['every 7 days, once filled', { every: 'days', days: 7 }, { opened: 1, ended: true }, false, false],
] as const)('%s', (_, frequency, remembered, isInSession, may) => {
  expect(mayOpenAgain(frequency, remembered, isInSession, 20_000)).toBe(may)
})
