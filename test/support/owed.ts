// Inside the Worker: mails owed by the hundred, and transports that do as the test says.
import { env } from 'cloudflare:workers'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import type { Message } from '../../worker/delivery/message.ts'
import type { Transport } from '../../worker/delivery/transport.ts'
import { newId } from '../../worker/lib/id.ts'
import { createMagnet } from '../../worker/magnet/store.ts'
import { aPublishedForm, origin } from './published.ts'
import { aPerson } from './visitor.ts'

/** A form that owes a mail for every submission. */
export async function aFormByMail(over: Partial<FormInput> = {}): Promise<PublishedForm> {
  await aPublishedForm()
  const url = 'https://example.fr/guide'
  const magnet = await createMagnet(env.DB, 'main', { kind: 'link', name: 'Le guide', url }, new Date().toISOString())
  return aPublishedForm({ magnet: magnet.id, ...over })
}

type Owing = { leadId?: string; dueAt?: string }

/** Leads with one mail owed each, as submissions would have left them; gives the rows' ids. */
export async function owedMails(form: PublishedForm, count: number, { leadId, dueAt }: Owing = {}): Promise<string[]> {
  const now = new Date().toISOString()
  const seq = Date.now() * 4096
  const people = Array.from({ length: count }, (_, n) => {
    const id = newId()
    return { id, lead: leadId ?? id, email: aPerson(), seq: seq + n }
  })
  const all = JSON.stringify(people)
  await env.DB.batch([
    env.DB.prepare(`
      INSERT INTO lead (seq, id, site_id, email, email_key, language, form_id, forms, answers, consents, source, held, created_at, last_contact_at)
      SELECT value ->> 'seq', value ->> 'lead', 'main', value ->> 'email', value ->> 'email', 'fr', ?2, 'f', '{}', '{}', '{}', 0, ?3, ?3
      FROM json_each(?1)
      WHERE true
      ON CONFLICT DO NOTHING`).bind(all, form.id, now),
    env.DB.prepare(`
      INSERT INTO submission (id, lead_id, form_id, version, language, at)
      SELECT value ->> 'id', value ->> 'lead', ?2, ?3, 'fr', ?4
      FROM json_each(?1)`).bind(all, form.id, form.version, now),
    env.DB.prepare(`
      INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
      SELECT (value ->> 'id') || '.deliver', 'mail', value ->> 'lead', value ->> 'id',
        json_object('template', 'deliver', 'language', 'fr', 'origin', ?2), ?3, ?4
      FROM json_each(?1)`).bind(all, origin, dueAt ?? now, now),
  ])
  return people.map(({ id }) => `${id}.deliver`)
}

/** A transport that keeps what it was given; `before` may refuse, or never answer. */
export function aTransport(before: (message: Message) => unknown = () => undefined) {
  const sent: Message[] = []
  const tried: string[] = []
  const transport: Transport = {
    name: 'smtp',
    async send(message) {
      tried.push(message.owed)
      await before(message)
      sent.push(message)
      return { accepted: `250 ${message.owed}` }
    },
    close: async () => undefined,
  }
  return { sent, tried, means: { transport, from: { email: 'bonjour@atelier-sud.fr' } } }
}

/** D1 that says beforehand what it is asked: how many statements, and the text of a single one. `before` may throw. */
export function watched(db: D1Database, before: (statements: number, sql: string) => void): D1Database {
  const asking = (statement: D1PreparedStatement, sql: string): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => asking(target.bind(...values), sql)
        const method = Reflect.get(target, name)
        if (!['run', 'all', 'first', 'raw'].includes(String(name))) return method
        return (...given: unknown[]) => {
          before(1, sql)
          return method.apply(target, given)
        }
      },
    })
  return new Proxy(db, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => asking(target.prepare(sql), sql)
      if (name !== 'batch') return Reflect.get(target, name)
      return (list: D1PreparedStatement[]) => {
        before(list.length, '')
        return target.batch(list)
      }
    },
  })
}
