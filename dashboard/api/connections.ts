// Addresses that are told what happens to leads, and what was sent to them.
import type {
  Connection,
  ConnectionChange,
  ConnectionMade,
  ConnectionPage,
  ConnectionTested,
  Examples,
  HookDeliveryPage,
  NewConnection,
  Replayed,
  SecretRotated,
} from '../../contract/connection.ts'
import type { ConnectionFormat, ConnectionLanguage } from '../../contract/connection-names.ts'
import type { deliveryStates } from '../../contract/delivery-names.ts'
import { ask, queryOf, send } from './request.ts'

const at = (id: string) => `/connections/${encodeURIComponent(id)}`

export const listConnections = (after: string | null, signal?: AbortSignal) =>
  ask<ConnectionPage>(`/connections${queryOf({ after })}`, signal)
export const readConnection = (id: string, signal?: AbortSignal) => ask<Connection>(at(id), signal)
export const makeConnection = (made: NewConnection) => send<ConnectionMade>('POST', '/connections', made)
export const changeConnection = (id: string, change: ConnectionChange) => send<Connection>('PATCH', at(id), change)
export const deleteConnection = (id: string) => send('DELETE', at(id))
export const replaceSecret = (id: string) => send<SecretRotated>('POST', `${at(id)}/secret`)
export const testConnection = (id: string) => send<ConnectionTested>('POST', `${at(id)}/test`)

export type Asked = { state?: (typeof deliveryStates)[number]; after: string | null }
export const listSent = (id: string, { state, after }: Asked, signal?: AbortSignal) =>
  ask<HookDeliveryPage>(`${at(id)}/deliveries${queryOf({ state, after })}`, signal)
export const replayOne = (id: string, delivery: string) =>
  send('POST', `${at(id)}/deliveries/${encodeURIComponent(delivery)}/replay`)
export const replaySince = (id: string, since: string) => send<Replayed>('POST', `${at(id)}/replay`, { since })

export const readExamples = (format: ConnectionFormat, language: ConnectionLanguage, signal?: AbortSignal) =>
  ask<Examples>(`/connections/examples${queryOf({ format, language })}`, signal)
