// The Worker as the widget meets it, for tests of what the widget does when things go wrong: its answers are whatever the test says.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SubmissionInput } from '../../contract/submission.ts'

type Answer = { status: number; body: unknown } | 'hang up' | 'login page'

export const accepted = {
  status: 200,
  body: {
    id: 'x',
    magnet: {
      kind: 'file',
      name: 'Guide',
      href: 'https://leads.example.com/d/x',
      type: 'application/pdf',
      bytes: 1_234_567,
    },
  },
}

export const problem = (status: number, code: string, more = {}): Answer => ({
  status,
  body: { status, code, ...more },
})

/** Starts one on a free port. Submissions are answered by `answers` in turn, then accepted; tickets by `ticketAnswers`, then given. */
export async function startWorker(ticketLifeMs = 7_200_000) {
  const answers: Answer[] = []
  const ticketAnswers: Answer[] = []
  const tickets: string[] = []
  const sent: SubmissionInput[] = []
  /** What the Worker knows to have been answered, by token. */
  const known: Record<string, string[]> = {}
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown) =>
      response
        .writeHead(status, {
          'content-type': 'application/json',
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
        })
        .end(JSON.stringify(body))
    if (request.method === 'OPTIONS') return reply(200, {})
    const give = (answer: Answer) => {
      if (answer === 'hang up') return request.socket.destroy()
      if (answer === 'login page')
        return response.writeHead(200, { 'access-control-allow-origin': '*' }).end('<h1>Hotel</h1>')
      return reply(answer.status, answer.body)
    }
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
    if (pathname.endsWith('/ticket')) return give(ticketAnswers.shift() ?? { status: 200, body: newTicket() })
    if (pathname.endsWith('/known'))
      return give({ status: 200, body: { known: known[searchParams.get('token')!] ?? [] } })
    let text = ''
    for await (const chunk of request) text += chunk
    sent.push(JSON.parse(text))
    return give(answers.shift() ?? accepted)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  function newTicket() {
    const ticket = `ticket-${tickets.length + 1}`
    tickets.push(ticket)
    const salt = `5a17?ticket=${ticket}&`
    const challenge = createHash('sha256').update(`${salt}321`).digest('hex')
    return {
      ticket,
      expiresAt: new Date(Date.now() + ticketLifeMs).toISOString(),
      challenge: { algorithm: 'SHA-256', challenge, maxnumber: 1_000, salt, signature: 'signed' },
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    ticketAnswers,
    tickets,
    sent,
    known,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
