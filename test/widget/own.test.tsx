import { afterEach, expect, it, vi } from 'vitest'
import type { Received } from '../../contract/submission.ts'
import { Done } from '../../widget/done.tsx'
import { fr } from '../../widget/locales/fr.ts'
import { render } from '../../widget/render.ts'

const show = (magnet: Received) => {
  const root = document.body.appendChild(document.createElement('div'))
  const texts = { title: 'Le guide' }
  render(<Done {...{ texts, words: fr, language: 'fr', accepted: { id: '1', magnet } }} onDownload={() => {}} />, root)
  return root
}
afterEach(() => {
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

it.each<Received>([
  { kind: 'code', name: 'Dix pour cent', code: 'MERCI-10' },
  { kind: 'trial', name: 'Atelier', days: 14, key: 'MERCI-10' },
])('a $kind is shown as it is, and copied by one button', async (magnet) => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const root = show(magnet)
  expect(root.querySelector('code')?.textContent).toBe('MERCI-10')
  const button = root.querySelector('button')!
  button.click()
  expect(write).toHaveBeenCalledWith('MERCI-10')
  await vi.waitFor(() => expect(button.textContent).toBe(fr.copied))
})

it.each<Received>([
  { kind: 'code', name: 'Dix pour cent' },
  { kind: 'trial', name: 'Atelier', days: 14 },
])('a $kind that is still to come is promised by mail', (magnet) => {
  const root = show(magnet)
  expect(root.textContent).toContain(fr.by_mail)
  expect(root.querySelector('button')).toBeNull()
})
