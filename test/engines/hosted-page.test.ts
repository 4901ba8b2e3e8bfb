// A form's own page in each engine: the widget takes over what the server drew, and the guide is handed over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { engines, type Visitor } from '../support/engines.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
beforeAll(async () => {
  aimant = await startAimant()
})
afterAll(() => aimant.stop())

describe.each(Object.entries(engines))('%s', (_, start) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await start()
  })
  afterAll(() => visitor?.close())

  const inForm = <T>(what: string): Promise<T> =>
    visitor.ask(
      `const host = document.querySelector('aimant-form'); const root = host && host.shadowRoot; return ${what}`,
    )

  test('the widget stands exactly where the server drew, and hands over the guide', async () => {
    await visitor.goto(`${aimant.url}/f/guide-rgpd`)
    await expect.poll(() => inForm('Boolean(root && root.querySelector("form"))')).toBe(true)
    const height = await inForm<number>('root.querySelector(".card").getBoundingClientRect().height')
    // Taken out of its element, what the server drew is on screen again.
    const drawn = await inForm<number>(`(() => {
      const card = host.querySelector('.card')
      const shown = document.createElement('div')
      shown.style.setProperty('container-type', 'inline-size')
      shown.append(card)
      host.after(shown)
      const { height } = card.getBoundingClientRect()
      shown.remove()
      return height
    })()`)
    expect(Math.abs(drawn - height)).toBeLessThan(1)

    const email = aPerson()
    await visitor.type('[name=email]', email)
    await visitor.click('button[type=submit]')
    await expect.poll(() => inForm('Boolean(root.querySelector("a.main"))'), { timeout: 20_000 }).toBe(true)
    expect(
      await aimant.query(
        'SELECT submission.held FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
        email,
      ),
    ).toEqual([{ held: null }])
  })

  test('what the server drew can be posted as it is', async () => {
    await visitor.goto(`${aimant.url}/f/guide-rgpd`)
    await visitor.ask(
      `const form = document.querySelector('aimant-form form')
       form.elements.namedItem('email').value = arguments[0]
       HTMLFormElement.prototype.submit.call(form)`,
      aPerson(),
    )
    await expect
      .poll(() => visitor.ask('return Boolean(document.querySelector("a.main"))').catch(() => false))
      .toBe(true)
  })
})
