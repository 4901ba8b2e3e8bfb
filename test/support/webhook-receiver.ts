// A receiver of webhooks on this machine: a real HTTP server that keeps what arrives and answers as it is told, well or badly.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Letter = { path: string; headers: IncomingHttpHeaders; body: string; at: number }
/** What it does with a letter, once that has arrived whole. */
export type Answer = (response: ServerResponse, letter: Letter) => void

export const answers = {
  ok: (response: ServerResponse) => response.writeHead(204).end(),
  with:
    (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
    (response) =>
      response.writeHead(status, headers).end(body),
  slow:
    (ms: number): Answer =>
    (response) =>
      setTimeout(() => response.writeHead(200).end('late'), ms),
  /** Says nothing, for ever. */
  hangs: () => undefined,
  /** Hangs up without a word. */
  closes: (response: ServerResponse) => response.socket?.destroy(),
  /** Says that it has it, and dies before anybody hears. */
  losesItsAnswer: (response: ServerResponse) => {
    response.socket?.write('HTTP/1.1 2')
    response.socket?.destroy()
  },
  /** Has it, and then talks without end. */
  talks: (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    const more = () => {
      if (!response.destroyed && response.write('x'.repeat(65_536))) setImmediate(more)
    }
    response.on('drain', more)
    more()
  },
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** Takes everything until it is told otherwise. */
export async function startReceiver() {
  const letters: Letter[] = []
  const byPath = new Map<string, Answer>()
  const waiting = new Set<() => void>()
  let written = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      const letter = { path, headers: request.headers, body: Buffer.concat(chunks).toString(), at: Date.now() }
      letters.push(letter)
      response.on('close', () => {
        written += response.socket?.bytesWritten ?? 0
      })
      ;(byPath.get(path) ?? answers.ok)(response, letter)
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    /** What arrived at a path, in the order it did. */
    at: (path: string) => letters.filter((letter) => letter.path === path),
    /** From now on a path answers so. */
    answer: (path: string, answer: Answer) => void byPath.set(path, answer),
    /** The next letter is answered so, and those after it are taken. */
    answerOnce: (path: string, answer: Answer) =>
      void byPath.set(path, (response, letter) => {
        byPath.delete(path)
        answer(response, letter)
      }),
    /** Waits for the nth letter of a path. */
    async nth(path: string, n: number, withinMs = 20_000): Promise<Letter> {
      const found = () => letters.filter((letter) => letter.path === path)[n - 1]
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const look = () => found() && resolve()
      const late = setTimeout(() => reject(new Error(`no letter ${n} at ${path} within ${withinMs} ms`)), withinMs)
      waiting.add(look)
      look()
      await promise.finally(() => {
        clearTimeout(late)
        waiting.delete(look)
      })
      return found()!
    },
    bytesWritten: () => written,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
