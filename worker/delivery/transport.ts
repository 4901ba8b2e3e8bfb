// How mail leaves, chosen in this one place from the configuration.
import type { Env } from '../env.ts'
import { type Mailbox, type Message, readMailbox } from './message.ts'
import { cloudflareTransport } from './transports/cloudflare.ts'
import { mailboxTransport } from './transports/mailbox.ts'
import { readSmtpAddress, smtpTransport } from './transports/smtp.ts'

export type Transport = {
  name: 'mailbox' | 'smtp' | 'cloudflare'
  /** Gives what the other side answered once it has taken the message; throws a `Refusal` otherwise. */
  send(message: Message): Promise<{ accepted: string }>
  /** Lets go of what it keeps open. Never fails, and never takes long. */
  close(): Promise<void>
}

/** The sender where the configuration names one; the development mailbox needs none. */
export type Chosen =
  | { ok: true; transport: Transport; from?: Mailbox }
  | { ok: false; name: Transport['name']; problem: string }

export type MailEnv = Pick<Env, 'DB' | 'MAIL_URL' | 'MAIL_FROM' | 'EMAIL'>

/**
 * `MAIL_URL=smtps://user:password@host:465` (or `smtp://…:587`, with STARTTLS), else the `EMAIL` binding, else the
 * development mailbox. `MAIL_FROM` is the sender of the first two. What is wrong is said by a code.
 */
export function chooseTransport(env: MailEnv): Chosen {
  const name = env.MAIL_URL ? 'smtp' : env.EMAIL ? 'cloudflare' : 'mailbox'
  const from = env.MAIL_FROM ? readMailbox(env.MAIL_FROM) : undefined
  if (env.MAIL_FROM && !from) return { ok: false, name, problem: 'sender_not_an_address' }
  if (name === 'mailbox') return { ok: true, transport: mailboxTransport(env.DB), from }
  if (!from) return { ok: false, name, problem: 'sender_missing' }
  if (!env.MAIL_URL) return { ok: true, transport: cloudflareTransport(env.EMAIL!), from }
  const server = readSmtpAddress(env.MAIL_URL)
  if (!server) return { ok: false, name, problem: 'address_not_understood' }
  return { ok: true, transport: smtpTransport(server), from }
}
