// A mail server that takes everything and only counts it: what is measured is the sender, so it must cost next to nothing.
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Starts it on loopback. */
export async function startMailSink() {
  let arrived = 0
  let last = ''
  let heard = () => {}
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    socket.setNoDelay(true)
    let inMessage = false
    let text = ''
    socket.write('220 sink\r\n')
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (inMessage) {
        if (!text.endsWith('\r\n.\r\n')) return
        last = text
        inMessage = false
        arrived++
        socket.write('250 taken\r\n')
        heard()
      } else if (text.endsWith('\r\n')) {
        inMessage = text.startsWith('DATA')
        if (text.startsWith('QUIT')) socket.end('221 bye\r\n')
        else socket.write(inMessage ? '354 go on\r\n' : '250 fine\r\n')
      } else return
      text = ''
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
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
    last: () => last,
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
