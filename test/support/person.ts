// Inside the Worker: somebody who has submitted, with their links, and the browser they open them in.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { PublishedForm } from '../../contract/form.ts'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import { origin, send } from './published.ts'
import { aPerson, aSubmission } from './visitor.ts'

/** Opens or posts as a browser would, and waits for what happens after the answer. */
export async function call(
  url: string,
  body?: Record<string, string> | string[][],
  headers: Record<string, string> = {},
  means: Env = env,
) {
  const context = createExecutionContext()
  const init = body && { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' as const }
  const response = await worker.fetch(new Request(url, { ...init, headers }) as never, means, context)
  const text = await response.text()
  await waitOnExecutionContext(context)
  return { status: response.status, headers: response.headers, text }
}

/** Somebody who has submitted, with the links that came by mail and that the screen showed. */
export async function aPersonOf(form: PublishedForm, over: Parameters<typeof send>[1] = {}) {
  const email = aPerson()
  const body = aSubmission()
  const accepted = await send(form, { ...over, answers: { ...body.answers, email, ...over.answers } })
  const mailed = await rightsLink(env, origin, accepted.id, new Date().toISOString())
  return { email, id: accepted.id, screen: accepted.rights!, mailed }
}
