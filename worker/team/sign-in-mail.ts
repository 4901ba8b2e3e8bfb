// Sign-in links by mail. The outbox says who is to get one; the link itself is made as the mail is written, so that its
// secret stands nowhere but in the mail, and a second try of the same mail brings a link that works.
import { announce } from '../delivery/queue.ts'
import { chooseTransport, type MailEnv } from '../delivery/transport.ts'
import type { Env } from '../env.ts'
import { newId } from '../lib/id.ts'

/** Whether a mail reaches anybody: the development mailbox is read by the team, and a way in is for one person only. */
export function canMail(env: MailEnv): boolean {
  const chosen = chooseTransport(env)
  return chosen.ok && chosen.transport.name !== 'mailbox'
}

type KeyMail = { template: 'sign-in' | 'invite'; memberId: string; language: string; origin: string }

/** The statement that owes one, for the batch of its cause; then `announce()` the id. Owing the same id twice is owing it once. */
export function oweKey(db: D1Database, id: string, mail: KeyMail, now: number): D1PreparedStatement {
  const { template, memberId: member, language, origin } = mail
  const at = new Date(now).toISOString()
  return db
    .prepare(`
      INSERT INTO outbox (id, kind, payload, due_at, created_at)
      VALUES (?1, 'mail', ?2, ?3, ?3)
      ON CONFLICT (id) DO NOTHING`)
    .bind(id, JSON.stringify({ template, language, origin, member }), at)
}

export const newKeyId = (template: KeyMail['template'], now: number) => `${newId(now)}.${template}`

const pauseMs = 5 * 60_000

/** The same within five minutes for one member, and sorted among the ids of its time. */
function askedId(memberId: string, now: number): string {
  const ms = (now - (now % pauseMs)).toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000.sign-in.${memberId}`
}

/**
 * Owes a link to whoever of the team has this address, once in five minutes however often it is asked. Gives nothing: an
 * address nobody has is answered exactly like one that somebody has.
 */
export async function askForSignIn(
  env: Pick<Env, 'DB' | 'OUTBOX'> & MailEnv,
  { email, ...mail }: { email: string; language: string; origin: string },
  now: number,
): Promise<void> {
  if (!canMail(env)) return
  const memberId = await env.DB.prepare('SELECT id FROM member WHERE email = ?1').bind(email).first<string>('id')
  if (!memberId) return
  const id = askedId(memberId, now)
  const { meta } = await oweKey(env.DB, id, { template: 'sign-in', memberId, ...mail }, now).run()
  if (meta.changes) await announce(env, [id])
}
