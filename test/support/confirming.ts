// Inside the Worker: forms that ask to confirm, somebody who was asked, and the mail they read.
import { env } from 'cloudflare:workers'
import type { PublishedForm } from '../../contract/form.ts'
import type { SubmissionInput } from '../../contract/submission.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { aFormByMail } from './owed.ts'
import { call } from './person.ts'
import { ask, claimed } from './pool.ts'
import { rows } from './published.ts'
import { aPerson } from './visitor.ts'

/** `magnet`: what is given waits for a confirmation. `consents`: only what is agreed to does. */
export const aConfirmingForm = (confirm: 'magnet' | 'consents' = 'magnet'): Promise<PublishedForm> =>
  aFormByMail({ delivery: { confirm } })

type Lead = { id: string; company: string; consents: string; confirmed_at: string; unconfirmed_since: string }
export const leadOf = async (email: string) => (await rows<Lead>('SELECT * FROM lead WHERE email_key = ?1', email))[0]

/** Purpose → where it stands. */
export async function states(email: string): Promise<Record<string, string>> {
  const standing: Record<string, { state: string }> = JSON.parse((await leadOf(email))?.consents ?? '{}')
  return Object.fromEntries(Object.entries(standing).map(([purpose, { state }]) => [purpose, state]))
}

/** The mail as it reads, and the link it asks to press. */
export async function mail(id: string, nowMs = Date.now() + 1_000) {
  const [row] = await claimed([id], nowMs)
  if (!row) throw new Error(`${id} is not owed`)
  const message = await makeMessage(env, row, undefined)
  return { ...message, link: /https:\S+\/c\/\S+/.exec(message.text)?.[0] ?? '' }
}

/** Somebody who has sent the form and reads the mail that asks them. */
export async function asked(form: PublishedForm, over: Partial<SubmissionInput> = {}, email = aPerson()) {
  const body = { consents: { newsletter: true }, ...over, answers: { email, ...over.answers } }
  const accepted = await ask(form, email, body)
  const template = form.delivery.confirm === 'magnet' && form.magnet ? 'confirm-deliver' : 'confirm'
  const { link, text, subject } = await mail(`${accepted.id}.${template}`)
  return { id: accepted.id, email, accepted, link, text, subject }
}

export const press = (link: string) => call(link, {})
