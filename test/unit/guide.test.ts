import { expect, it } from 'vitest'
import { makeGuide } from '../../demo/pdf.ts'

const text = async () => Buffer.from(await makeGuide()).toString('latin1')

it('the white paper is a tagged French PDF of a few pages, with an outline', async () => {
  const pdf = await text()
  expect(pdf.startsWith('%PDF-1.7')).toBe(true)
  expect(pdf).toContain('/Lang (fr-FR)')
  expect(pdf).toContain('/Marked true')
  expect(pdf).toContain('/Outlines')
  expect(Number(/\/Type \/Pages\n\/Count (\d+)/.exec(pdf)?.[1])).toBe(7)
})

it('the same words make the same bytes', async () => {
  expect(await text()).toBe(await text())
})
