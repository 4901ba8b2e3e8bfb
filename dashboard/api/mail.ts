// What is sent out.
import type { DeliveryPage, MailboxPage, MailContent, TransportStatus } from '../../contract/delivery.ts'
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
