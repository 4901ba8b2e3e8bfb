// A program that holds a token, calling the owner's API through the Worker's own door.
import { env, exports } from 'cloudflare:workers'
import type { Scope } from '../../contract/team-names.ts'
import { newApiToken } from '../../worker/team/api-token.ts'

export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>

/** Objects go as JSON; text and bytes as they are. */
export async function callerWith(...scopes: Scope[]): Promise<Call> {
  const { token, statement } = await newApiToken('test', scopes, Date.now())
  await env.DB.prepare(statement.sql)
    .bind(...statement.params)
    .run()
  return (method, path, body, headers = {}) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    return exports.default.fetch(`https://leads.example.com/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(!raw && body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: raw || body === undefined ? (body as BodyInit | undefined) : JSON.stringify(body),
    })
  }
}
