// The small shared schemas: words in several languages, slugs, addresses of pages.
import * as z from 'zod'

/** BCP 47 primary tag, with a region where it matters: `fr`, `pt-BR`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)

export type Localized = Record<string, string>

/** One text in one or more languages, each at most `max` characters. */
export const localized = (max: number) =>
  z.record(language, z.string().trim().min(1).max(max)).refine((text) => Object.keys(text).length > 0, 'empty')

/** `guide-rgpd`: what stands in the tag's address. */
export const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/)

/** `https://example.fr`: scheme, host and port, nothing after. Plain http is for loopback only. */
export const webOrigin = z
  .string()
  .max(260)
  .refine((value) => {
    if (!URL.canParse(value)) return false
    const url = new URL(value)
    const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
    return url.origin === value && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback))
  }, 'not_an_origin')

/** A page people may be sent to: https, no credentials in it. */
export const webAddress = z
  .string()
  .max(2_000)
  .refine((value) => {
    if (!URL.canParse(value)) return false
    const url = new URL(value)
    return url.protocol === 'https:' && !url.username && !url.password
  }, 'not_an_https_address')
