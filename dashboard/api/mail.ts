// What is sent out.
import type {
  DeliveryPage,
  MailboxPage,
  MailContent,
  MailTested,
  MailWording,
  MailWordings,
  TransportStatus,
} from '../../contract/delivery.ts'
import type { WordedMail } from '../../contract/delivery-names.ts'
import type { OwnMails } from '../../contract/form.ts'
import { ask, queryOf, root, send } from './request.ts'

export const readTransport = (signal?: AbortSignal) => ask<TransportStatus>('/deliveries/transport', signal)
export const listDeliveries = (state: string | undefined, after: string | null, signal?: AbortSignal) =>
  ask<DeliveryPage>(`/deliveries${queryOf({ state, after })}`, signal)
export const replayDelivery = (id: string) => send('POST', `/deliveries/${encodeURIComponent(id)}/replay`)
export const listMailbox = (after: string | null, signal?: AbortSignal) =>
  ask<MailboxPage>(`/mailbox${queryOf({ after })}`, signal)
export const readMail = (path: string, signal?: AbortSignal) => ask<MailContent>(path, signal)

/** A mail's path, to be read with `readMail`; with `mailPage`, the address of the same as a page for a frame. */
export const mailboxPath = (id: string) => `/mailbox/${encodeURIComponent(id)}`
export const previewPath = (slug: string, template: string) =>
  `/forms/${encodeURIComponent(slug)}/mails/${template}/preview`
export const mailPage = (path: string, query = '') => `${root}${path}/page${query}`

export const readWordings = (slug: string, signal?: AbortSignal) => ask<MailWordings>(mailsOf(slug), signal)
/** Refused with `conflict` where somebody else kept another draft since `known`. */
export const saveWordings = (slug: string, mails: OwnMails, known: string) =>
  send<{ draftAt: string }>('PUT', mailsOf(slug), { mails }, { 'if-match': `"${known}"` })
export const sendTest = (slug: string, mail: WordedMail, asked: { language: string; words: MailWording }) =>
  send<MailTested>('POST', `${mailsOf(slug)}/${mail}/test`, asked)

const mailsOf = (slug: string) => `/forms/${encodeURIComponent(slug)}/mails`

/** Words that are not kept yet, as an address can carry them: base64url of their JSON. */
export const wordsQuery = (words: MailWording): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(words)))).replace(
    /[+/=]/g,
    (sign) => ({ '+': '-', '/': '_', '=': '' })[sign]!,
  )
