import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Aimant, install } from '../../widget/aimant.ts'
import { type Handle, page, register } from '../../widget/registry.ts'

const host = globalThis as { Aimant?: Aimant }
let asked: string[]

const aHandle = (name: string): Handle => ({
  open: () => asked.push(`${name} open`),
  close: () => asked.push(`${name} close`),
  destroy: () => asked.push(`${name} destroy`),
  prefill: (values) => asked.push(`${name} ${JSON.stringify(values)}`),
})

beforeEach(() => {
  asked = []
})
afterEach(() => {
  delete host.Aimant
  delete page.arrived
  delete page.mayKeep
  page.forms.clear()
})

/** What the documentation tells a page to begin with. */
function stub() {
  const line =
    "window.Aimant=window.Aimant||{q:[]};for(const m of['open','close','prefill','consent','on','off','destroy'])Aimant[m]??=(...a)=>Aimant.q.push([m,...a])"
  new Function('window', `const Aimant=window.Aimant=window.Aimant||{q:[]};${line.slice(line.indexOf('for'))}`)(
    globalThis,
  )
  return host.Aimant!
}

test('a form is opened, closed and taken away by its name, and all of them without one', () => {
  install()
  register('guide', aHandle('guide'))
  register('trial', aHandle('trial'))
  host.Aimant!.open('guide')
  host.Aimant!.close()
  host.Aimant!.destroy('trial')
  expect(asked).toEqual(['guide open', 'guide close', 'trial close', 'trial destroy'])
})

test('calls made before the script has come are made up for, in their order, when their form arrives', () => {
  const early = stub()
  early.prefill('guide', { company: 'Atelier Sud' })
  early.open('guide')
  early.consent({ preferences: true })
  install()
  expect(page.mayKeep).toBe(true)
  expect(asked).toEqual([])
  register('trial', aHandle('trial'))
  register('guide', aHandle('guide'))
  expect(asked).toEqual(['guide {"company":"Atelier Sud"}', 'guide open'])
  register('guide', aHandle('second'))
  expect(asked).toHaveLength(2)
})

test('a second copy of the script, or the stub once more, changes nothing', () => {
  install()
  const first = host.Aimant
  install()
  stub()
  expect(host.Aimant).toBe(first)
})

test('the page hears what happens until it no longer wants to', () => {
  const heard: string[] = []
  const listener = ({ detail }: CustomEvent<{ form: string }>) => void heard.push(detail.form)
  const early = stub()
  early.on('success', listener)
  install()
  const happen = () => document.dispatchEvent(new CustomEvent('aimant:success', { detail: { form: 'guide' } }))
  happen()
  host.Aimant!.off('success', listener)
  happen()
  expect(heard).toEqual(['guide'])
})

test('consent taken back is heard too', () => {
  const told: unknown[] = []
  const hear = () => told.push(page.mayKeep)
  page.hearers.add(hear)
  install()
  host.Aimant!.consent({ preferences: true })
  host.Aimant!.consent({ preferences: false })
  page.hearers.delete(hear)
  expect(told).toEqual([true, false])
})
