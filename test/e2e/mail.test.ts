import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { startMailServer, startRudeServer } from '../support/mail-server.ts'
import { deliver, type Prepared, prepare } from '../support/sender.ts'
import { linkOf } from '../support/visitor.ts'

const MAIL_FROM = 'Lisière <bonjour@lisiere.example>'
const stops: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

async function mailing(url: (port: number) => string, options: Parameters<typeof startMailServer>[0] = {}) {
  const server = await startMailServer(options)
  const aimant = await startAimant({
    vars: { MAIL_FROM, MAIL_URL: url(server.port), MAIL_HOURLY_ALL: '100000', MAIL_HOURLY_FORM: '100000' },
  })
  stops.push(() => aimant.stop(), server.stop)
  return { server, aimant }
}

async function submitTo(aimant: Aimant) {
  const [visitor] = await prepare(aimant.url, 1)
  const accepted = await deliver(aimant.url, visitor!)
  if (!accepted) throw new Error('not accepted')
  return { ...visitor!, accepted }
}

type Row = { state: string; attempts: number; last_error: string | null }
const rowOf = async (aimant: Aimant, id: string) =>
  (await aimant.query<Row>('SELECT state, attempts, last_error FROM outbox WHERE id = ?1', `${id}.deliver`))[0]

/** Waits until the outbox says so; the row is the event. */
async function settled(aimant: Aimant, id: string, is: (row: Row) => boolean): Promise<Row> {
  for (;;) {
    const row = await rowOf(aimant, id)
    if (row && is(row)) return row
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** As if the time until everything pending is due had passed. */
const later = async (aimant: Aimant) => {
  await aimant.query(`UPDATE outbox SET due_at = '2000-01-01T00:00:00.000Z' WHERE state = 'pending'`)
  await aimant.tick()
}

// A server that says nothing is waited for as long as patience lasts: the others are tried meanwhile.
let silence: { aimant: Aimant; visitor: Prepared }
beforeAll(async () => {
  const server = await startRudeServer(() => undefined)
  const aimant = await startAimant({ vars: { MAIL_FROM, MAIL_URL: `smtp://localhost:${server.port}` } })
  stops.push(() => aimant.stop(), server.stop)
  silence = { aimant, visitor: await submitTo(aimant) }
})

describe('by SMTP, TLS from the start and signed in', () => {
  let server: Awaited<ReturnType<typeof startMailServer>>
  let aimant: Aimant
  beforeAll(async () => {
    const login = { user: 'lisière@example.fr', password: 'pässword:@/' }
    const address = `smtps://${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@localhost`
    ;({ server, aimant } = await mailing((port) => `${address}:${port}`, { secure: true, login }))
  })

  it('a visitor gets what they asked for: the link in their mail opens the file', async () => {
    const visitor = await submitTo(aimant)
    const { mail, from, secure, user } = await server.message(({ to }) => to.includes(visitor.email))
    expect({ from, secure, user }).toEqual({
      from: 'bonjour@lisiere.example',
      secure: true,
      user: 'lisière@example.fr',
    })
    expect(mail.from).toMatchObject({ name: 'Lisière', address: 'bonjour@lisiere.example' })
    expect(mail.replyTo).toMatchObject([{ address: 'donnees@lisiere.example' }])
    expect(mail.subject).toBe('Guide RGPD des petites entreprises')
    expect(mail.messageId).toBe(`<${visitor.id}.deliver@lisiere.example>`)
    expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
    expect(mail.headers.map(({ key }) => key)).not.toContain('list-unsubscribe')
    const link = mail.text?.match(/http\S+\/d\/\S+/)?.[0]
    expect(mail.html).toContain(link)
    expect(link).toBe(linkOf(visitor.accepted))
    const file = await fetch(link!)
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(`${mail.text}${mail.html}`).not.toMatch(/Camille|Martin|Atelier Sud/)
    expect(await settled(aimant, visitor.id, ({ state }) => state !== 'pending')).toMatchObject({
      state: 'sent',
      attempts: 1,
    })
  })

  it('the server has it within two seconds of the answer, nineteen times in twenty', async () => {
    const tookMs: number[] = []
    for (const visitor of await prepare(aimant.url, 20)) {
      await deliver(aimant.url, visitor)
      const answeredAt = Date.now()
      const { at } = await server.message(({ to }) => to.includes(visitor.email))
      tookMs.push(at - answeredAt)
    }
    expect(tookMs.sort((a, b) => a - b)[18]).toBeLessThanOrEqual(2_000)
  })
})

it('by SMTP with STARTTLS, nothing but a greeting goes in the clear', async () => {
  const login = { user: 'u', password: 'p' }
  const { server, aimant } = await mailing((port) => `smtp://u:p@localhost:${port}`, { login })
  const visitor = await submitTo(aimant)
  expect(await server.message(({ to }) => to.includes(visitor.email))).toMatchObject({ secure: true, user: 'u' })
})

describe('a mail that cannot go now', () => {
  it('waits where nobody listens, and goes when somebody does', async () => {
    const { server, aimant } = await mailing((port) => `smtp://localhost:${port}`)
    await server.stop()
    const visitor = await submitTo(aimant)
    const row = await settled(aimant, visitor.id, ({ last_error }) => last_error !== null)
    expect(row).toMatchObject({ state: 'pending', attempts: 1, last_error: 'the server does not take the connection' })
    const back = await startMailServer({ port: server.port })
    stops.push(back.stop)
    await later(aimant)
    expect(await back.message()).toMatchObject({ to: [visitor.email] })
  })

  it('waits out greylisting', async () => {
    const seen = new Set<string>()
    const recipient = (address: string) => {
      if (seen.has(address)) return undefined
      seen.add(address)
      return { code: 450, message: '4.2.0 try again later' }
    }
    const { server, aimant } = await mailing((port) => `smtp://localhost:${port}`, { recipient })
    const visitor = await submitTo(aimant)
    const row = await settled(aimant, visitor.id, ({ last_error }) => last_error !== null)
    expect(row).toMatchObject({ state: 'pending', last_error: expect.stringContaining('recipient refused: 450') })
    await later(aimant)
    expect(await server.message()).toMatchObject({ to: [visitor.email] })
    expect(await rowOf(aimant, visitor.id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it('waits, and counts no attempt, while the password is wrong', async () => {
    const { aimant } = await mailing((port) => `smtps://u:wrong@localhost:${port}`, {
      secure: true,
      login: { user: 'u', password: 'p' },
    })
    const visitor = await submitTo(aimant)
    const row = await settled(aimant, visitor.id, ({ last_error }) => last_error !== null)
    expect(row).toMatchObject({
      state: 'pending',
      attempts: 0,
      last_error: expect.stringContaining('sign-in refused: 535'),
    })
  })
})

describe('a server that does not behave', () => {
  let aimant: Aimant
  let talk: (socket: Socket) => void
  beforeAll(async () => {
    const server = await startRudeServer((socket) => talk(socket))
    aimant = await startAimant({ vars: { MAIL_FROM, MAIL_URL: `smtp://localhost:${server.port}` } })
    stops.push(() => aimant.stop(), server.stop)
  })
  const costsAWait = async (on: Aimant, { id }: Prepared, problem: string) => {
    const row = await settled(on, id, ({ last_error }) => last_error !== null)
    expect(row).toMatchObject({ state: 'pending', attempts: 1, last_error: problem })
    expect((await fetch(`${on.url}/healthz`)).status).toBe(200)
  }

  it('one that never greets costs a wait, and nothing else', () =>
    costsAWait(silence.aimant, silence.visitor, 'no answer while waiting for the server'))
  const hangUp = (socket: Socket) => void socket.end('220 hello\r\n')
  const hangUpLater = (socket: Socket) => {
    socket.write('220 hello\r\n')
    socket.on('data', (data) => (String(data).startsWith('EHLO') ? socket.write('250 me\r\n') : socket.end()))
  }

  it.each([
    ['hangs up after the greeting', hangUp, 'the server hung up'],
    ['hangs up in the middle', hangUpLater, 'the server hung up'],
    [
      'speaks something else',
      (socket: Socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      'the server does not speak SMTP',
    ],
    [
      'answers without end',
      (socket: Socket) => void socket.write('220-more\r\n'.repeat(10_000)),
      'the server answers without end',
    ],
  ])('one that %s costs a wait, and nothing else', async (_, misbehave, problem) => {
    talk = misbehave
    const visitor = await submitTo(aimant)
    await costsAWait(aimant, visitor, problem)
  })
})

describe('said in one go, or one by one', () => {
  it('a server that wants it one by one gets it so', async () => {
    const { server, aimant } = await mailing((port) => `smtp://localhost:${port}`, { oneByOne: true })
    const visitor = await submitTo(aimant)
    expect(await server.message()).toMatchObject({ to: [visitor.email] })
    expect(await settled(aimant, visitor.id, ({ state }) => state === 'sent')).toMatchObject({ attempts: 1 })
  })

  it('one that would take a message for nobody gets an empty one, and the next mail goes as it should', async () => {
    const arrived: string[] = []
    let talked = ''
    const server = await startRudeServer((socket) => {
      let [isMessage, isRefused, to] = [false, false, '']
      const answer = (line: string): string | undefined => {
        if (isMessage) {
          if (line !== '.') return undefined
          isMessage = false
          if (!isRefused) arrived.push(to)
          return isRefused ? '554 5.5.1 no valid recipients' : '250 taken'
        }
        if (line.startsWith('EHLO')) return '250-me\r\n250 PIPELINING'
        if (line.startsWith('RCPT')) {
          to = /<(.*)>/.exec(line)?.[1] ?? ''
          isRefused = arrived.length === 0 && !talked.includes('RSET')
          return isRefused ? '550 5.1.1 no such user' : '250 ok'
        }
        if (line === 'DATA') isMessage = true
        return line === 'DATA' ? '354 go on' : line === 'QUIT' ? '221 bye' : '250 ok'
      }
      socket.write('220 hello\r\n')
      let rest = ''
      socket.on('data', (chunk) => {
        const lines = (rest + chunk).split('\r\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const said = answer(line)
          talked += `${line}\n`
          if (said) socket.write(`${said}\r\n`)
        }
      })
    })
    const aimant = await startAimant({ vars: { MAIL_FROM, MAIL_URL: `smtp://localhost:${server.port}` } })
    stops.push(() => aimant.stop(), server.stop)
    const refused = await submitTo(aimant)
    expect(await settled(aimant, refused.id, ({ state }) => state !== 'pending')).toMatchObject({
      state: 'dead',
      last_error: 'recipient refused: 550 5.1.1',
    })
    const welcome = await submitTo(aimant)
    expect(await settled(aimant, welcome.id, ({ state }) => state !== 'pending')).toMatchObject({ state: 'sent' })
    expect(arrived).toEqual([welcome.email])
    expect(talked).toMatch(/DATA\n\.\nRSET\n/)
  })
})

it('a mail refused for good is dead at once, and says why without naming anybody', async () => {
  const { aimant } = await mailing((port) => `smtp://localhost:${port}`, {
    recipient: (address) => ({ code: 550, message: `5.1.1 no such user ${address}` }),
  })
  const visitor = await submitTo(aimant)
  const row = await settled(aimant, visitor.id, ({ state }) => state !== 'pending')
  expect(row).toEqual({ state: 'dead', attempts: 1, last_error: 'recipient refused: 550 5.1.1' })
})

it('killed at random while mail is leaving: every mail arrives, and none twice that was known to have', async () => {
  const { server, aimant } = await mailing((port) => `smtp://localhost:${port}`)
  const visitors = await prepare(aimant.url, 40)
  const sentBefore = new Set<string>()
  for (const round of [visitors.slice(0, 20), visitors.slice(20)]) {
    await Promise.all(round.map((visitor) => deliver(aimant.url, visitor)))
    await server.message(({ to }) => round.some(({ email }) => to.includes(email)))
    for (const { id } of await aimant.query<{ id: string }>(`SELECT id FROM outbox WHERE state = 'sent'`))
      sentBefore.add(id)
    await aimant.kill()
    await aimant.restart()
  }
  const pending = async () =>
    (await aimant.query<{ n: number }>(`SELECT count(*) AS n FROM outbox WHERE state = 'pending'`))[0]!.n
  while ((await pending()) > 0) await later(aimant)
  const arrivals = (email: string) => server.received.filter(({ to }) => to.includes(email)).length
  for (const { id, email } of visitors) {
    expect(arrivals(email)).toBeGreaterThanOrEqual(1)
    if (sentBefore.has(`${id}.deliver`)) expect(arrivals(email)).toBe(1)
  }
  // A duplicate, where there had to be one, is recognisable.
  expect(new Set(server.received.map(({ mail }) => mail.messageId)).size).toBe(visitors.length)
}, 120_000)
