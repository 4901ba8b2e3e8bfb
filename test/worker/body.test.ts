// One decoder reads the bodies of everybody: what it could not read of one must not show in the next.
import { expect, it } from 'vitest'
import { readText } from '../../worker/lib/body.ts'

const asked = (body: BodyInit) => new Request('https://leads.example.com/', { method: 'POST', body })

it.each([
  ['a stray byte', [0x22, 0xff, 0x22]],
  ['half a letter', [0x22, 0xc3]],
  ['half an emoji', [0xf0, 0x9f, 0x98]],
  ['half a mark of order', [0xef, 0xbb]],
])('after %s the next body is read as it was sent', async (_, bytes) => {
  await expect(readText(asked(new Uint8Array(bytes)), 100)).rejects.toMatchObject({ code: 'bad_request' })
  expect(await readText(asked('Lefèvre 😀'), 100)).toBe('Lefèvre 😀')
})
