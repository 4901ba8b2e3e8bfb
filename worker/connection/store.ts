// Connections: made, shown, changed, taken away. Their secrets are shown when they are made and never again.
import type {
  Connection,
  ConnectionChange,
  ConnectionMade,
  ConnectionPage,
  NewConnection,
  SecretRotated,
} from '../../contract/connection.ts'
import { type DisabledReason, mostConnections, rotationHours } from '../../contract/connection-names.ts'
import type { Env } from '../env.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { connection } from '../schema/connection.ts'
import { auditIfChanged } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { targetOf } from './address.ts'
import { newSecret, seal, unseal } from './secret.ts'

export type ConnectionRow = typeof connection.$inferSelect
type Counted = ConnectionRow & { waiting: number; failed: number }
type Asked = { env: Env; actor: Actor; origin: string; now: number }

const mostCounted = 1_000
const counted = (state: 'pending' | 'dead') => `
  (SELECT count(*) FROM (
    SELECT 1 FROM outbox WHERE connection_id = connection.id AND kind = 'webhook' AND state = '${state}' LIMIT ${mostCounted}
  ))`
const shown = `connection.*, ${counted('pending')} AS waiting, ${counted('dead')} AS failed`

/** In the order they were made, of one site or of all. */
export async function listConnections(
  { env, actor, now }: Asked,
  { site, after = '', limit }: { site?: string; after?: string; limit: number },
): Promise<ConnectionPage> {
  const { results } = await env.DB.prepare(`
      SELECT ${shown}
      FROM connection
      WHERE id > ?1
        AND site_id = coalesce(?2, site_id)
      ORDER BY id
      LIMIT ?3`)
    .bind(after, site ?? null, limit + 1)
    .all<Counted>()
  const page = results.slice(0, limit)
  return {
    connections: page.map((row) => view(row, actor, now)),
    next: results.length > limit ? page.at(-1)!.id : null,
  }
}

const failingMs = 3_600_000

/** Those somebody has to look at: disabled by us, or failing for an hour. At most `limit`. */
export async function troubledConnections(
  db: D1Database,
  nowMs: number,
  limit: number,
): Promise<{ id: string; name: string; host: string; because: DisabledReason | null }[]> {
  const { results } = await db
    .prepare(`
      SELECT id, name, url, disabled_because
      FROM connection
      WHERE state = 'disabled'
        OR (state = 'active' AND failing_since <= ?1)
      ORDER BY state DESC, id
      LIMIT ?2`)
    .bind(new Date(nowMs - failingMs).toISOString(), limit)
    .all<Pick<ConnectionRow, 'id' | 'name' | 'url' | 'disabled_because'>>()
  return results.map(({ id, name, url, disabled_because }) => ({
    id,
    name,
    host: hostOf(url),
    because: disabled_because,
  }))
}

/** Throws `not_found`. */
export async function readConnection({ env, actor, now }: Asked, id: string): Promise<Connection> {
  const row = await env.DB.prepare(`SELECT ${shown} FROM connection WHERE id = ?1`).bind(id).first<Counted>()
  if (!row) throw new Problem('not_found')
  return view(row, actor, now)
}

/** Throws `not_found`. */
export async function connectionRow(db: D1Database, id: string): Promise<ConnectionRow> {
  const row = await db.prepare('SELECT * FROM connection WHERE id = ?1').bind(id).first<ConnectionRow>()
  if (!row) throw new Problem('not_found')
  return row
}

/** Throws `invalid` for an address that may not be called, an unknown site, or where there are as many as there may be. */
export async function makeConnection(
  asked: Asked,
  wanted: NewConnection,
  { field = 'url', isHook = false }: { field?: string; isHook?: boolean } = {},
): Promise<ConnectionMade> {
  const { env, actor, origin, now } = asked
  const { hostname } = targetOf(env, wanted.url, origin, field)
  const id = newId(now)
  const secret = newSecret()
  const [made] = await env.DB.batch([
    env.DB.prepare(`
      INSERT INTO connection (
        id, site_id, name, url, events, format, language, is_partner, token_id, origin, secret, created_at
      )
      SELECT ?1, site.id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
      FROM site
      WHERE site.id = ?2
        AND (SELECT count(*) FROM connection WHERE site_id = ?2) < ${mostConnections}`).bind(
      id,
      wanted.site,
      wanted.name,
      wanted.url,
      JSON.stringify(wanted.events),
      wanted.format,
      wanted.language,
      wanted.isPartner ? 1 : 0,
      // What a program subscribed ends with its token; what it set up for people stays.
      isHook && actor.kind === 'token' ? actor.id : null,
      origin,
      await seal(env, id, secret),
      new Date(now).toISOString(),
    ),
    auditIfChanged(env.DB, actor, 'connection.made', { connection: id, name: wanted.name, host: hostname }, now),
  ])
  if (!made?.meta.changes) throw await whyNot(env.DB, wanted.site)
  return { connection: await readConnection(asked, id), secret }
}

async function whyNot(db: D1Database, site: string): Promise<Problem> {
  const known = await db.prepare('SELECT 1 FROM site WHERE id = ?1').bind(site).first()
  return new Problem('invalid', { fields: known ? { name: 'too_many' } : { site: 'unknown' } })
}

/**
 * What is left out stays as it is. Active again, it begins anew: what waits for it is tried at once. Throws `not_found`, and `invalid`
 * for an address that may not be called.
 */
export async function changeConnection(asked: Asked, id: string, change: ConnectionChange): Promise<Connection> {
  const { env, actor, origin, now } = asked
  const before = await connectionRow(env.DB, id)
  if (change.url !== undefined) targetOf(env, change.url, origin)
  const changed = Object.keys(change).toSorted().join(', ')
  const { name, url, events, format, language, isPartner, state } = change
  // Another address knows nothing of what the one before answered.
  const isAnew = state === 'active' || (url !== undefined && url !== before.url)
  await env.DB.batch([
    env.DB.prepare(`
      UPDATE connection
      SET name = coalesce(?2, name),
        url = coalesce(?3, url),
        events = coalesce(?4, events),
        format = coalesce(?5, format),
        language = coalesce(?6, language),
        is_partner = coalesce(?7, is_partner),
        origin = ?8,
        state = coalesce(?9, state),
        disabled_at = iif(?9 IS NULL, disabled_at, NULL),
        disabled_because = iif(?9 IS NULL, disabled_because, NULL),
        failing_since = iif(?10, NULL, failing_since),
        failures = iif(?10, 0, failures),
        last_problem = iif(?10, NULL, last_problem),
        last_status = iif(?10, NULL, last_status),
        rests_until = iif(?10, NULL, rests_until)
      WHERE id = ?1`).bind(
      id,
      name ?? null,
      url ?? null,
      events ? JSON.stringify(events) : null,
      format ?? null,
      language ?? null,
      isPartner === undefined ? null : isPartner ? 1 : 0,
      origin,
      state ?? null,
      isAnew ? 1 : 0,
    ),
    auditIfChanged(
      env.DB,
      actor,
      'connection.changed',
      { connection: id, name: name ?? before.name, host: hostOf(url ?? before.url), changed },
      now,
    ),
  ])
  return readConnection(asked, id)
}

/** Takes it away with all that is owed to it and its log. Throws `not_found`. */
export async function deleteConnection({ env, actor, now }: Omit<Asked, 'origin'>, id: string): Promise<void> {
  const { name, url } = await connectionRow(env.DB, id)
  await env.DB.batch([
    env.DB.prepare('DELETE FROM connection WHERE id = ?1').bind(id),
    auditIfChanged(env.DB, actor, 'connection.deleted', { connection: id, name, host: hostOf(url) }, now),
  ])
}

/** A new secret, shown this once; the one before it signs beside it for a day. Throws `not_found`. */
export async function rotateSecret({ env, actor, now }: Asked, id: string): Promise<SecretRotated> {
  const { name, url } = await connectionRow(env.DB, id)
  const secret = newSecret()
  const until = new Date(now + rotationHours * 3_600_000).toISOString()
  await env.DB.batch([
    env.DB.prepare(`
      UPDATE connection
      SET secret_before = secret, before_until = ?3, secret = ?2
      WHERE id = ?1`).bind(id, await seal(env, id, secret), until),
    auditIfChanged(env.DB, actor, 'connection.secret_replaced', { connection: id, name, host: hostOf(url) }, now),
  ])
  return { secret, previousSecretUntil: until }
}

type Sealed = Pick<ConnectionRow, 'id' | 'secret' | 'secret_before' | 'before_until'>

/** Those that sign at this moment, the newest first. */
export async function secretsOf(env: Env, row: Sealed, now: number): Promise<string[]> {
  const isBeforeGood = row.secret_before && row.before_until && Date.parse(row.before_until) > now
  const stored = [row.secret, ...(isBeforeGood ? [row.secret_before!] : [])]
  return Promise.all(stored.map((secret) => unseal(env, row.id, secret)))
}

const hostOf = (url: string): string => new URL(url).hostname

// Some addresses are themselves what lets one in: those who may only look are shown where they lead.
function view(row: Counted, actor: Actor, now: number): Connection {
  const until = row.before_until && Date.parse(row.before_until) > now ? row.before_until : null
  return {
    id: row.id,
    site: row.site_id,
    name: row.name,
    url: actor.scopes.includes('site:write') ? row.url : null,
    host: hostOf(row.url),
    events: JSON.parse(row.events),
    format: row.format,
    language: row.language,
    isPartner: row.is_partner === 1,
    isHook: row.token_id !== null,
    state: row.state,
    disabledAt: row.disabled_at,
    disabledBecause: row.disabled_because,
    failingSince: row.failing_since,
    lastProblem: row.last_problem,
    lastStatus: row.last_status,
    lastSuccessAt: row.last_success_at,
    restsUntil: row.rests_until && Date.parse(row.rests_until) > now ? row.rests_until : null,
    waiting: row.waiting,
    failed: row.failed,
    previousSecretUntil: until,
    createdAt: row.created_at,
  }
}
