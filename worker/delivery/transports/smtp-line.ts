// The line to an SMTP server: questions, as many answers, and patience with a limit for each.
// Servers refuse, hang and hang up; every one of these ends here, in a Refusal, after a known time.
import { connect } from 'cloudflare:sockets'
import { within } from '../../lib/db.ts'
import { Refusal } from '../refusal.ts'

/** `status` is the enhanced code of RFC 3463 (`5.1.1`), where there is one; `lines` are the answer's words. */
export type Reply = { code: number; status?: string; lines: string[] }
export type SmtpLine = Awaited<ReturnType<typeof openSmtpLine>>

const patienceMs = 15_000
/** A whole message may be looked through before it is answered; going away too early would mean sending it twice. */
export const readingPatienceMs = 60_000
/** No honest answer is longer. */
const mostReply = 32_000

type Where = { host: string; port: number; secure: boolean }

export async function openSmtpLine({ host, port, secure }: Where) {
  const hostname = host.replace(/^\[|\]$/g, '')
  let socket = connect({ hostname, port }, { secureTransport: secure ? 'on' : 'starttls', allowHalfOpen: false })
  // Whatever goes wrong is heard where it is read or written; nothing may count as unhandled besides.
  socket.closed.catch(() => undefined)
  let reader = socket.readable.getReader()
  let writer = socket.writable.getWriter()
  const decoder = new TextDecoder()
  let heard = ''

  const patiently = <T>(work: Promise<T>, doing: string, ms = patienceMs): Promise<T> =>
    within(ms, work).catch((error) => {
      if (error instanceof Refusal) throw error
      throw new Refusal('unreachable', `no answer while ${doing}`)
    })

  async function nextLine(): Promise<string> {
    for (;;) {
      const end = heard.indexOf('\n')
      if (end >= 0) {
        const line = heard.slice(0, end).replace(/\r$/, '')
        heard = heard.slice(end + 1)
        return line
      }
      const { done, value } = await reader.read()
      if (done) throw new Refusal('unreachable', 'the server hung up')
      heard += decoder.decode(value, { stream: true })
      if (heard.length > mostReply) throw new Refusal('unreachable', 'the server answers without end')
    }
  }

  async function wholeReply(): Promise<Reply> {
    const lines: string[] = []
    for (let length = 0; length < mostReply; ) {
      const line = await nextLine()
      length += line.length + 1
      const [, code, more, text = ''] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? []
      if (!code) throw new Refusal('unreachable', 'the server does not speak SMTP')
      lines.push(text)
      if (more !== '-') return { code: Number(code), status: /^[245]\.\d+\.\d+/.exec(text)?.[0], lines }
    }
    throw new Refusal('unreachable', 'the server answers without end')
  }

  async function repliesTo(count: number): Promise<Reply[]> {
    const replies: Reply[] = []
    while (replies.length < count) replies.push(await wholeReply())
    return replies
  }

  const line = {
    /** What the server said it can, in capitals. */
    offers: [] as string[],
    reply: () => patiently(wholeReply(), 'waiting for the server'),
    async ask(text: string, ms?: number): Promise<Reply> {
      const [reply] = await line.askTogether([text], ms)
      return reply!
    },
    /** Says everything before it hears anything (RFC 2920): one way there and back. */
    askTogether(texts: string[], ms?: number): Promise<Reply[]> {
      // A line that no longer takes anything does not answer either, and that is heard below.
      writer.write(new TextEncoder().encode(`${texts.join('\r\n')}\r\n`)).catch(() => undefined)
      return patiently(repliesTo(texts.length), 'waiting for the server', ms)
    },
    startTls() {
      // What arrived before the lock closed was not said under it (CVE-2011-0411).
      heard = ''
      reader.releaseLock()
      writer.releaseLock()
      socket = socket.startTls()
      socket.closed.catch(() => undefined)
      reader = socket.readable.getReader()
      writer = socket.writable.getWriter()
    },
    /** Says goodbye to whoever listens, and does not wait to hear it answered: some servers never do. */
    async close(): Promise<void> {
      await within(1_000, writer.write(new TextEncoder().encode('QUIT\r\n'))).catch(() => undefined)
      await within(1_000, socket.close()).catch(() => undefined)
    },
  }
  try {
    await patiently(socket.opened, 'connecting')
  } catch {
    socket.close().catch(() => undefined)
    throw new Refusal('unreachable', 'the server does not take the connection')
  }
  return line
}
