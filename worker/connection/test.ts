// The test button: a message about nobody, sent at once, and what the other side made of it.
import type { ConnectionTested } from '../../contract/connection.ts'
import { testEvent } from '../../contract/connection-names.ts'
import type { Env } from '../env.ts'
import { newId } from '../lib/id.ts'
import { bodyOf } from './compose.ts'
import { exampleOf } from './example.ts'
import { post } from './post.ts'
import { connectionRow, secretsOf } from './store.ts'

/** Throws `not_found`. Nothing of it is kept. */
export async function testConnection(
  env: Env,
  connectionId: string,
  origin: string,
  now: number,
): Promise<ConnectionTested> {
  const row = await connectionRow(env.DB, connectionId)
  const id = newId(now)
  const event = exampleOf(testEvent, { id, at: new Date(now).toISOString(), site: row.site_id })
  const body = JSON.stringify(bodyOf(row.format, event, { language: row.language, origin }))
  const { ok, status, ms, answer, problem } = await post(env, {
    url: row.url,
    origin,
    secrets: await secretsOf(env, row, now),
    id,
    body,
  })
  return { ok, status, ms, answer, problem }
}
