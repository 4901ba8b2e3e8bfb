import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Trigger } from '../../contract/display.ts'
import { watchOf } from '../../widget/triggers/all.ts'
import { waitFor } from '../../widget/wait-for.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function wait(trigger: Trigger, pages = 1) {
  const told: string[] = []
  const stop = waitFor(watchOf(trigger), trigger, {
    pages,
    near: () => told.push('near'),
    fire: () => told.push('fire'),
  })
  return { told, stop }
}

/** A page 5,000 px long in a window of 1,000, scrolled to `top`. */
function scroll(top: number) {
  vi.stubGlobal('innerHeight', 1_000)
  vi.stubGlobal('scrollY', top)
  const box = { scrollTop: top, scrollHeight: 5_000, clientHeight: 1_000 }
  vi.spyOn(document, 'scrollingElement', 'get').mockReturnValue(box as Element)
  document.dispatchEvent(new Event('scroll'))
}

test('at once', () => {
  expect(wait({ on: 'load' }).told).toEqual(['fire'])
})

test('by itself never, where only a click opens it', () => {
  const { told } = wait({ on: 'click' })
  vi.advanceTimersByTime(100_000)
  expect(told).toEqual([])
})

test('after so many seconds, and fetched half way there', () => {
  const { told } = wait({ on: 'delay', seconds: 30 })
  vi.advanceTimersByTime(14_999)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['near'])
  vi.advanceTimersByTime(15_000)
  expect(told).toEqual(['near', 'fire'])
  expect(vi.getTimerCount()).toBe(0)
})

test('on the n-th page', () => {
  expect(wait({ on: 'pages', count: 3 }, 2).told).toEqual([])
  expect(wait({ on: 'pages', count: 3 }, 3).told).toEqual(['fire'])
})

test('at a depth of the page, and fetched half way there, once', () => {
  const { told } = wait({ on: 'scroll', percent: 50 })
  scroll(900)
  expect(told).toEqual([])
  scroll(1_000)
  expect(told).toEqual(['near'])
  scroll(1_999)
  scroll(2_000)
  scroll(3_000)
  expect(told).toEqual(['near', 'fire'])
})

test('what scrolls inside the page is not the page', () => {
  const { told } = wait({ on: 'scroll', percent: 50 })
  vi.stubGlobal('innerHeight', 1_000)
  const box = document.body.appendChild(document.createElement('div'))
  box.dispatchEvent(new Event('scroll'))
  expect(told).toEqual([])
})

test('when nothing is done for a while, and not while something is', () => {
  const { told } = wait({ on: 'idle', seconds: 20 })
  vi.advanceTimersByTime(9_000)
  document.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(9_999)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['near'])
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['near', 'fire'])
  expect(vi.getTimerCount()).toBe(0)
})

test('nobody is idle at a page they do not see', () => {
  const { told } = wait({ on: 'idle', seconds: 20 })
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  vi.advanceTimersByTime(100_000)
  expect(told).toEqual([])
})

test('when the pointer leaves through the top, not through a side or onto something', () => {
  const { told } = wait({ on: 'exit' })
  document.dispatchEvent(new MouseEvent('mouseout', { clientY: 300 }))
  document.dispatchEvent(new MouseEvent('mouseout', { clientY: -1, relatedTarget: document.body }))
  expect(told).toEqual([])
  document.dispatchEvent(new MouseEvent('mouseout', { clientY: -1 }))
  expect(told).toEqual(['fire'])
})

test.each([
  ['a rush upwards on a touch screen', true, [0, 1_500, 1_400, 1_100, 850], ['fire']],
  ['the same with a pointer', false, [0, 1_500, 1_400, 1_100, 850], []],
  ['before anything was read', true, [0, 900, 600, 300], []],
  ['a little way back', true, [0, 1_500, 1_300, 1_200], []],
])('%s', (_, isTouched, tops, expected) => {
  vi.stubGlobal('matchMedia', () => ({ matches: isTouched }))
  const { told } = wait({ on: 'exit' })
  for (const top of tops) scroll(top)
  expect(told).toEqual(expected)
})

test('a wait called off hears and does nothing more', () => {
  const waits = [
    wait({ on: 'delay', seconds: 5 }),
    wait({ on: 'idle', seconds: 5 }),
    wait({ on: 'scroll', percent: 1 }),
    wait({ on: 'exit' }),
  ]
  for (const { stop } of waits) stop()
  vi.advanceTimersByTime(60_000)
  scroll(4_000)
  document.dispatchEvent(new MouseEvent('mouseout', { clientY: -1 }))
  expect(waits.flatMap(({ told }) => told)).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
