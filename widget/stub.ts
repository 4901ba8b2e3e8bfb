// `window.Aimant` while nothing but loaders is on the page: keeps the calls, and fetches what answers them.

type Stub = { q?: [string, ...unknown[]][] } & Record<string, unknown>

const names = ['open', 'close', 'prefill', 'consent', 'destroy']

/** `address`: of the shared widget, which takes the place of this and makes up for the calls. */
export function stub(address: string): void {
  const host = globalThis as { Aimant?: Stub }
  host.Aimant ??= { q: [] }
  const { Aimant } = host
  const calls = Aimant.q
  if (!calls) return
  const fetchIt = () => void import(/* @vite-ignore */ address).catch(() => {})
  // Nothing can have happened yet of which a listener should hear, so listening alone fetches nothing.
  for (const name of [...names, 'on', 'off'])
    Aimant[name] = (...values: unknown[]) => {
      calls.push([name, ...values])
      if (names.includes(name)) fetchIt()
    }
  if (calls.some(([name]) => names.includes(name))) fetchIt()
}
