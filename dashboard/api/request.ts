// Asking the Worker. Not through Hono's client: its types would bring the Worker's own globals (workers-types) into a program that
// lives among the browser's. So each file here types its answers by the contract.
import type { ProblemBody, ProblemCode } from '../../contract/errors.ts'
import { member } from '../session.ts'

export type FailureCode = ProblemCode | 'offline' | 'unreadable'

/** Why a request came to nothing. `code` finds its words in the locale; `fields` says which part of what was sent, and why. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly fields: Record<string, string>
  constructor(code: FailureCode, fields: Record<string, string> = {}) {
    super(code)
    this.code = code
    this.fields = fields
  }
}

export const root = '/api/v1'

/** What is set, as a query. */
export function queryOf(values: Record<string, string | null | undefined>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length ? `?${new URLSearchParams(set)}` : ''
}

export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request('GET', path, { signal })
  return (response.json() as Promise<T>).catch(() => {
    throw new Failure('unreadable')
  })
}

/** Has something done, and gives what is answered where anything is. */
export async function send<T = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<T> {
  const response = await request(method, path, {
    signal,
    ...(body === undefined
      ? { headers }
      : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }),
  })
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return isJson ? response.json() : (undefined as T)
}

async function request(method: string, path: string, options: RequestInit): Promise<Response> {
  const response = await fetch(root + path, { method, credentials: 'same-origin', ...options }).catch(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new Failure('offline')
    },
  )
  if (response.ok) return response
  if (response.status === 401) member.value = null
  const problem = await (response.json() as Promise<Partial<ProblemBody>>).catch(() => null)
  throw failureOf(problem)
}

/** From what was answered. */
export const failureOf = (problem: Partial<ProblemBody> | null): Failure =>
  new Failure(problem?.code ?? 'unreadable', problem?.fields)
