// Cloudflare Turnstile beside a form that asks for it: fetched on the visitor's first touch, and by no other form. It draws into an
// ordinary element that the form shows in a slot, since it does not look into shadow roots. Whatever goes wrong here stops nobody:
// the form is sent without a token, and the Worker decides.
import type { ShownForm } from '../contract/shown.ts'

type Rendered = {
  sitekey: string
  action: string
  language: string
  size: 'flexible'
  appearance: 'interaction-only'
  'response-field': false
  callback: (token: string) => void
  'expired-callback': () => void
  'error-callback': () => boolean
  'unsupported-callback': () => void
}
type Api = { render: (element: HTMLElement, options: Rendered) => string; remove: (id: string) => void }
type Page = typeof globalThis & {
  turnstile?: Api
  trustedTypes?: { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => typeof policy }
}

/** What stands beside one form. `token` waits for one, though not for ever. */
export type Check = { token: () => Promise<string | undefined>; destroy: () => void }

const address = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'
const page: Page = globalThis
/** Long enough to answer what Turnstile asks of a few; then the form goes without. */
const patienceMs = 30_000

const asIs = { createScriptURL: (url: string) => url }
let policy = asIs
let loading: Promise<Api> | undefined

function load(host: HTMLElement): Promise<Api> {
  loading ??= new Promise((resolve, reject) => {
    if (page.turnstile) return resolve(page.turnstile)
    // A page that trusts no script address by its looks has to be told; it may refuse, and is left alone then.
    if (policy === asIs && page.trustedTypes) policy = page.trustedTypes.createPolicy('aimant', asIs)
    const script = document.createElement('script')
    script.src = policy.createScriptURL(address)
    script.onload = () => (page.turnstile ? resolve(page.turnstile) : reject())
    script.onerror = reject
    // Beside the form, so that nothing of ours is in the page's head.
    host.append(script)
  })
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

/** Begins at once; the form may be sent before it is done. */
export function check(host: HTMLElement, { turnstile: sitekey = '', slug, language }: ShownForm): Check {
  const element = document.createElement('div')
  element.slot = 'turnstile'
  host.append(element)
  let token: string | undefined
  let settle = () => {}
  let settled = new Promise<void>((resolve) => {
    settle = resolve
  })
  let remove = () => {}
  load(host)
    .then((api) => {
      const id = api.render(element, {
        sitekey,
        action: slug.slice(0, 32),
        language,
        size: 'flexible',
        appearance: 'interaction-only',
        'response-field': false,
        callback: (given) => {
          token = given
          settle()
        },
        // A new one follows by itself.
        'expired-callback': () => {
          token = undefined
          settled = new Promise((resolve) => {
            settle = resolve
          })
        },
        'error-callback': () => {
          settle()
          return true
        },
        'unsupported-callback': () => settle(),
      })
      remove = () => api.remove(id)
    })
    .catch(() => settle())
  return {
    async token() {
      await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, patienceMs))])
      return token
    },
    destroy() {
      remove()
      element.remove()
    },
  }
}
