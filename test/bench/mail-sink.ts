// A mail server that takes everything and only counts it, but for the last: what is measured is the sender.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** Starts it on loopback. */
export async function startMailSink() {
  let arrived = 0
  let last: Buffer[] = []
  let heard = () => {}
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        callback(null)
        last = chunks
        arrived++
        heard()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    /** Waits for so many more to have arrived, and starts counting again. */
    count: (wanted: number) =>
      new Promise<void>((resolve) => {
        heard = () => {
          if (arrived < wanted) return
          arrived -= wanted
          heard = () => {}
          resolve()
        }
        heard()
      }),
    /** The last one, as it came. */
    last: () => Buffer.concat(last),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
