// Inside the Worker: a connection, and what is owed to it.
import { env } from 'cloudflare:workers'
import type { Connection, NewConnection } from '../../contract/connection.ts'
import { type LeadEvent, leadEvents } from '../../contract/connection-names.ts'
import { scopes } from '../../contract/team-names.ts'
import { oweHooks } from '../../worker/connection/owe.ts'
import { makeConnection } from '../../worker/connection/store.ts'
import { origin, rows } from './published.ts'

const actor = { kind: 'token', id: 'a-token', name: 'test', scopes, usedOn: null } as const

/** Told of everything, unless said otherwise. */
export async function aConnection(
  over: Partial<NewConnection> = {},
  now = Date.now(),
): Promise<{ connection: Connection; secret: string }> {
  const wanted: NewConnection = {
    site: 'main',
    name: 'Notre CRM',
    url: 'https://hooks.example.fr/aimant',
    events: [...leadEvents],
    format: 'standard',
    language: 'fr',
    isPartner: false,
    ...over,
  }
  return makeConnection({ env, actor, origin, now }, wanted)
}

export type OwedHook = {
  id: string
  event: LeadEvent
  payload: Record<string, unknown>
  lead_id: string
  state: string
  attempts: number
  due_at: string
  created_at: string
  status: number | null
  last_error: string | null
}

/** Makes messages of what happened, as sending begins with it. */
export const owe = () => env.DB.batch(oweHooks(env.DB))

/** In the order of time, with all that happened until now. */
export async function owedHooks(id: string): Promise<OwedHook[]> {
  await owe()
  const owed = await rows<OwedHook & { payload: string }>(
    'SELECT * FROM outbox WHERE connection_id = ?1 ORDER BY created_at, id',
    id,
  )
  return owed.map((row) => {
    const { event, ...payload } = JSON.parse(row.payload)
    return { ...row, event, payload }
  })
}

/** Names of events owed, with the lead each is about. */
export const eventsOf = async (id: string): Promise<string[]> => (await owedHooks(id)).map(({ event }) => event)
