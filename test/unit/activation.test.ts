import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { askForLink } from '../../worker/magnet/activation.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

let answer: Answer
let asked: { method?: string; path?: string; body: string }[] = []
const server = createServer(async (request, response) => {
  const body = (await request.toArray()).join('')
  asked.push({ method: request.method, path: request.url, body })
  answer(request, response)
})
const real = globalThis.fetch
let names = 0
/** Another owner's address each time. */
const start = (over: object = {}) => ({
  by: 'address' as const,
  url: `https://app${++names}.example.fr/trials`,
  origins: [] as string[],
  ...over,
})
const replying =
  (body: unknown, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status).end(JSON.stringify(body))

// Names lead to the server of this test; all else is the real thing.
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as { port: number }
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    const { pathname } = new URL(address)
    return real(`http://127.0.0.1:${port}${pathname}`, init)
  })
})
afterEach(() => {
  asked = []
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

it('the owner’s address is posted the request and answers with a link of its own', async () => {
  const to = start()
  const href = to.url.replace('/trials', '/start/3f9c')
  answer = replying({ href, more: 'is ignored' })
  expect(await askForLink(to, 'signed')).toBe(href)
  expect(asked).toEqual([{ method: 'POST', path: '/trials', body: '{"request":"signed"}' }])
})

it('a link may lead to an origin the owner has named, and to no other', async () => {
  answer = replying({ href: 'https://start.example.com/3f9c' })
  expect(await askForLink(start({ origins: ['https://start.example.com'] }), 'x')).toBe(
    'https://start.example.com/3f9c',
  )
  await expect(askForLink(start(), 'x')).rejects.toThrow('gave no link of its own')
})

it.each([
  ['nothing', undefined],
  ['another shape', { url: 'https://example.fr' }],
  ['a link that runs', { href: 'javascript:alert(1)' }],
  ['a link without TLS', { href: 'http://app.example.fr/' }],
  ['a link into the network', { href: 'https://127.0.0.1/' }],
  ['a list', [{ href: 'https://example.fr' }]],
  ['null', null],
])('an answer with %s is a failure', async (_, body) => {
  answer = replying(body)
  await expect(askForLink(start(), 'x')).rejects.toThrow('gave no link of its own')
})

it.each([301, 302, 303, 307, 308, 204, 400, 401, 404, 500, 503])(
  'an answer %i is a failure, followed nowhere',
  async (status) => {
    answer = (_, response) => response.writeHead(status, { location: '/elsewhere' }).end()
    await expect(askForLink(start(), 'x')).rejects.toThrow(`answered ${status}`)
    expect(asked).toHaveLength(1)
  },
)

it('an answer longer than four kilobytes is not read to its end', async () => {
  answer = replying({ href: 'https://example.fr', padding: 'x'.repeat(5_000) })
  await expect(askForLink(start(), 'x')).rejects.toThrow('did not answer as expected')
})

it('an address that hangs is given five seconds, then left alone for a minute', async () => {
  const to = start()
  let opened = 0
  answer = (_, response) => {
    opened++
    response.writeHead(200).write('{')
  }
  const from = Date.now()
  await expect(askForLink(to, 'x')).rejects.toThrow('did not answer as expected')
  expect(Date.now() - from).toBeGreaterThanOrEqual(4_900)
  await expect(askForLink(to, 'x')).rejects.toThrow('a moment ago')
  expect(opened).toBe(1)
  const later = () => Date.now() + 61_000
  answer = replying({ href: to.url })
  expect(await askForLink(to, 'x', later)).toBe(to.url)
})

it('an address that is not public is never called', async () => {
  await expect(askForLink(start({ url: 'https://169.254.169.254/latest' }), 'x')).rejects.toThrow('address_not_public')
  expect(asked).toEqual([])
})
