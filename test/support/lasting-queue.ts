// A queue that outlives the process that fills it, as a real one does: the one of the local runtime dies with it. What it was
// given stays until the test hands it over, as often and in whatever order it likes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export async function startLastingQueue() {
  const kept: unknown[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      kept.push(JSON.parse(Buffer.concat(chunks).toString()))
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    kept,
    /** Takes out what it holds. */
    take: () => kept.splice(0),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
