import { expect, test } from 'vitest'
import { mailboxOf } from '../../worker/capture/mailbox.ts'

test.each([
  ['camille@gmail.com', 'Gmail'],
  ['camille@HOTMAIL.fr', 'Outlook'],
  ['camille@live.co.uk', 'Outlook'],
  ['camille@yahoo.fr', 'Yahoo Mail'],
  ['camille@wanadoo.fr', 'Orange'],
  ['camille@laposte.net', 'La Poste'],
  ['camille@free.fr', 'Free'],
  ['camille@icloud.com', 'iCloud Mail'],
  ['camille@pm.me', 'Proton Mail'],
])('%s is read at %s', (address, name) => {
  expect(mailboxOf(address)).toMatchObject({ name, href: expect.stringMatching(/^https:\/\//) })
})

test.each([
  'camille@atelier-sud.fr',
  'camille@gmail.com.example.fr',
  'camille@mygmail.com',
  'camille@outlook.example.fr',
])('%s does not tell where it is read', (address) => {
  expect(mailboxOf(address)).toBeUndefined()
})
