// A real SMTP server for tests, that behaves or misbehaves as it is told; and what it was given, parsed.
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Received = {
  from: string
  to: string[]
  user?: string
  secure: boolean
  raw: string
  mail: Email
  at: number
}
type Answer = { code: number; message: string } | undefined

export type MailServerOptions = {
  /** TLS from the first byte, as on port 465. */
  secure?: boolean
  /** No STARTTLS is offered. */
  plain?: boolean
  /** Every question wants its answer before the next. */
  oneByOne?: boolean
  login?: { user: string; password: string }
  /** What to answer to a recipient; nothing: welcome. */
  recipient?: (address: string) => Answer
  /** What to answer to a whole message; or to take it, and go without a word. */
  message?: (raw: string) => Answer | 'hang up'
  port?: number
}

const pem = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

/** Starts a server on loopback. `stop()` it in `afterAll`. */
export async function startMailServer(options: MailServerOptions = {}) {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  const refuse = (answer: Answer) =>
    answer ? Object.assign(new Error(answer.message), { responseCode: answer.code }) : null
  const settings: SMTPServerOptions = {
    secure: options.secure ?? false,
    key: pem('localhost-key.pem'),
    cert: pem('localhost.pem'),
    authOptional: !options.login,
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: [...(options.plain ? ['STARTTLS'] : []), ...(options.login ? [] : ['AUTH'])],
    hidePIPELINING: options.oneByOne ?? false,
    logger: false,
    onAuth({ username, password }, _, callback) {
      const { login } = options
      if (username === login?.user && password === login?.password) callback(null, { user: username })
      else callback(Object.assign(new Error('no such login'), { responseCode: 535 }))
    },
    onRcptTo: ({ address }, _, callback) => callback(refuse(options.recipient?.(address))),
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('latin1')
        const answer = options.message?.(raw)
        if (answer && answer !== 'hang up') return callback(refuse(answer))
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: session.user as string | undefined,
          secure: session.secure,
          raw,
          mail: await PostalMime.parse(Buffer.concat(chunks)),
          at: Date.now(),
        })
        if (answer === 'hang up') hangUp(session.id)
        else callback(null)
        for (const look of waiting) look()
      })
    },
  }
  const server = new SMTPServer(settings)
  const hangUp = (id: string) => {
    const all = server.connections as unknown as Set<{ id: string; _socket: Socket }>
    for (const connection of all) if (connection.id === id) connection._socket.destroy()
  }
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    received,
    /** Waits for the first message that fits. */
    message: (fits: (message: Received) => boolean = () => true) =>
      new Promise<Received>((resolve) => {
        const look = () => {
          const found = received.find(fits)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** A server that does not speak as it should: `talk` is given each connection. */
export async function startRudeServer(talk: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    talk(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.size,
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
