// Mail by SMTP submission (RFC 5321, 6409, 8314): one connection for as many messages as are sent in a row.
import type { Message } from '../message.ts'
import { Refusal } from '../refusal.ts'
import type { Transport } from '../transport.ts'
import { asciiAddress, compose } from './mime.ts'
import { openSmtpLine, type Reply, readingPatienceMs, type SmtpLine } from './smtp-line.ts'

export type SmtpServer = { host: string; port: number; secure: boolean; user?: string; password?: string }

/** `smtps://user:password@host:465` (TLS from the start) or `smtp://…:587` (STARTTLS). `undefined` for anything else. */
export function readSmtpAddress(address: string): SmtpServer | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, port, username, password } = new URL(address)
  if (!/^smtps?:$/.test(protocol) || !hostname) return undefined
  const secure = protocol === 'smtps:'
  try {
    const login = username ? { user: decodeURIComponent(username), password: decodeURIComponent(password) } : {}
    return { host: hostname, port: Number(port) || (secure ? 465 : 587), secure, ...login }
  } catch {
    return undefined
  }
}

export function smtpTransport(server: SmtpServer): Transport {
  let line: SmtpLine | undefined
  const close = async () => {
    const open = line
    line = undefined
    await open?.close()
  }
  return {
    name: 'smtp',
    async send(message) {
      try {
        line ??= await signOn(server, message)
        return { accepted: await hand(line, message) }
      } catch (error) {
        // After a refusal of this one message the conversation goes on; after anything else nobody knows where it stands.
        const refusal = error instanceof Refusal ? error : new Refusal('unreachable', 'connection lost')
        if (refusal.kind === 'unreachable' || refusal.kind === 'misconfigured') await close()
        throw refusal
      }
    },
    close,
  }
}

async function signOn(server: SmtpServer, message: Message): Promise<SmtpLine> {
  const line = await openSmtpLine(server)
  try {
    expectAt('greeting', await line.reply(), 220)
    const name = asciiAddress(message.from.email).split('@')[1]!
    let offers = await greet(line, name)
    if (!server.secure && offers.includes('STARTTLS')) {
      expectAt('STARTTLS', await line.ask('STARTTLS'), 220)
      line.startTls()
      offers = await greet(line, name)
    } else if (!server.secure && !isLoopback(server.host)) {
      // Going on in the clear is what somebody in between, who removed the offer, would be waiting for.
      throw new Refusal('misconfigured', 'the server offers no TLS')
    }
    line.offers = offers
    if (server.user !== undefined) await logIn(line, server.user, server.password ?? '')
    return line
  } catch (error) {
    await line.close()
    throw error
  }
}

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)

async function greet(line: SmtpLine, name: string): Promise<string[]> {
  const { lines } = expectAt('EHLO', await line.ask(`EHLO ${name}`), 250)
  return lines.slice(1).map((offer) => offer.toUpperCase())
}

async function logIn(line: SmtpLine, user: string, password: string): Promise<void> {
  const methods = line.offers.find((offer) => offer.startsWith('AUTH'))?.split(/[ =]/) ?? []
  if (methods.includes('PLAIN')) {
    expectAt('sign-in', await line.ask(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`), 235)
  } else if (methods.includes('LOGIN')) {
    expectAt('sign-in', await line.ask('AUTH LOGIN'), 334)
    expectAt('sign-in', await line.ask(base64(user)), 334)
    expectAt('sign-in', await line.ask(base64(password)), 235)
  } else throw new Refusal('misconfigured', 'the server offers no way to sign in that is known here')
}

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

async function hand(line: SmtpLine, message: Message): Promise<string> {
  const [from, to] = [asciiAddress(message.from.email), asciiAddress(message.to)]
  const isAscii = /^[\x21-\x7e]+$/.test(to)
  if (!isAscii && !line.offers.includes('SMTPUTF8'))
    throw new Refusal('permanent', 'the server takes only ASCII addresses')
  try {
    await announce(line, [
      ['sender', `MAIL FROM:<${from}>${isAscii ? '' : ' SMTPUTF8'}`, 250],
      ['recipient', `RCPT TO:<${to}>`, 250, 251],
      ['message', 'DATA', 354],
    ])
  } catch (error) {
    if (error instanceof Refusal && /^(permanent|temporary)$/.test(error.kind))
      expectAt('reset', await line.ask('RSET'), 250)
    throw error
  }
  // A line that begins with a dot gets another, so that none ends the message early (RFC 5321 §4.5.2).
  const body = compose(message, new Date()).replace(/^\./gm, '..')
  const { lines } = expectAt('message', await line.ask(`${body}\r\n.`, readingPatienceMs), 250)
  return lines.join(' ').slice(0, 200)
}

type Said = [step: Step, text: string, ...expected: number[]]

/** Says who writes to whom: in one go where the server takes that, which halves the way of every mail. */
async function announce(line: SmtpLine, said: Said[]): Promise<void> {
  if (!line.offers.includes('PIPELINING')) {
    for (const [step, text, ...expected] of said) expectAt(step, await line.ask(text), ...expected)
    return
  }
  const replies = await line.askTogether(said.map(([, text]) => text))
  const isRefused = said.some(([, , ...expected], i) => !expected.includes(replies[i]!.code))
  // A server that waits for a message nobody is to get is given an empty one, which it must refuse.
  if (isRefused && replies.at(-1)!.code === 354) await line.ask('.')
  said.forEach(([step, , ...expected], i) => void expectAt(step, replies[i]!, ...expected))
}

type Step = 'greeting' | 'EHLO' | 'STARTTLS' | 'sign-in' | 'sender' | 'recipient' | 'message' | 'reset'

function expectAt(step: Step, reply: Reply, ...expected: number[]): Reply {
  const { code, status } = reply
  if (expected.includes(code)) return reply
  // The server's own words may repeat the recipient; its numbers say enough.
  throw new Refusal(kindOf(step, reply), `${step} refused: ${code}${status ? ` ${status}` : ''}`)
}

function kindOf(step: Step, { code, status }: Reply): Refusal['kind'] {
  if (code === 421) return 'unreachable'
  const isFinal = code >= 500
  if (step === 'recipient' || step === 'message') {
    // 530 and 5.7.x blame the sender (sign in first, no relaying, bad reputation): the recipient may be perfectly well.
    if (code === 530 || (isFinal && status?.startsWith('5.7.') && step === 'recipient')) return 'temporary'
    return isFinal ? 'permanent' : 'temporary'
  }
  if (step === 'reset') return 'unreachable'
  if (step === 'sender') return isFinal ? 'misconfigured' : 'temporary'
  return isFinal ? 'misconfigured' : 'unreachable'
}
