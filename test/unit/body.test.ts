// A body is read up to a limit and no further, in one piece where the request says how long it is, else piece by piece.
import { describe, expect, it } from 'vitest'
import { readJson } from '../../worker/lib/body.ts'

const most = 20
const bytes = (text: string) => new TextEncoder().encode(text)

function asked(body: BodyInit, said?: string): Request {
  const headers = { 'content-type': 'application/json', ...(said && { 'content-length': said }) }
  return new Request('https://leads.example.com/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
}

/** One that breaks off in the middle. */
const broken = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes('{"a"'))
      controller.error(new Error('gone'))
    },
  })

describe.each([
  ['that says how long it is', (length: number) => String(length)],
  ['that does not', () => undefined],
])('a body %s', (_, says) => {
  it('is read', async () => {
    expect(await readJson(asked('{"a":1}', says(7)), most)).toEqual({ a: 1 })
  })

  it.each([
    ['longer than is taken', () => asked(`{"a":"${'x'.repeat(most)}"}`, says(most + 8)), 'too_large'],
    ['longer than it said', () => asked(`{"a":"${'x'.repeat(most)}"}`, says(5)), 'too_large'],
    ['no UTF-8', () => asked(new Uint8Array([34, 255, 34]), says(3)), 'bad_request'],
    ['no JSON', () => asked('{"a":', says(5)), 'bad_json'],
    ['cut off', () => asked(broken(), says(7)), 'bad_request'],
  ] as const)('is refused when it is %s', async (_, make, code) => {
    await expect(readJson(make(), most)).rejects.toMatchObject({ code })
  })
})

it('a length that is none is no promise', async () => {
  await expect(readJson(asked(`{"a":"${'x'.repeat(most)}"}`, 'x'), most)).rejects.toMatchObject({ code: 'too_large' })
})
