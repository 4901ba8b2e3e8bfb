// Cloudflare's own sending, by binding. It needs a paid plan, so it cannot be the only way.

import { within } from '../../lib/db.ts'
import { Refusal, type RefusalKind } from '../refusal.ts'
import type { Transport } from '../transport.ts'

const patienceMs = 30_000

export function cloudflareTransport(binding: SendEmail): Transport {
  return {
    name: 'cloudflare',
    async send({ from, to, replyTo, subject, text, html, headers }) {
      // Message-ID is the platform's to give; ours travels beside it, so that a duplicate can still be recognised.
      const { 'Message-ID': id = '', ...others } = headers
      const mail = {
        from: from.name ? { email: from.email, name: from.name } : from.email,
        to,
        replyTo,
        subject,
        text,
        html,
        headers: { ...others, 'X-Message-Ref': id },
      }
      try {
        const { messageId } = await within(patienceMs, binding.send(mail))
        return { accepted: messageId }
      } catch (error) {
        const { code, message } = error as { code?: string; message?: string }
        throw new Refusal(kindOf(code, message), code ?? 'the binding refused without a code')
      }
    },
    close: async () => undefined,
  }
}

/** @see https://developers.cloudflare.com/email-service/api/send-emails/workers-api/ (error codes) */
function kindOf(code: string | undefined, message = ''): RefusalKind {
  if (!code) return /not (allowed|verified)|unverified/i.test(message) ? 'misconfigured' : 'temporary'
  if (/^E_(SENDER|SENDING_DISABLED|UNAUTHORIZED|ACCOUNT)/.test(code)) return 'misconfigured'
  if (/^E_(RATE_LIMIT|DAILY_LIMIT|INTERNAL)/.test(code)) return 'unreachable'
  return /^E_(RECIPIENT|VALIDATION|FIELD|TOO|CONTENT|HEADER|INVALID)/.test(code) ? 'permanent' : 'temporary'
}
