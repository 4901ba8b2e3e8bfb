// What tests that run inside the Worker find in `env`.
declare namespace Cloudflare {
  interface Env extends Omit<import('../../worker/env.ts').Env, never> {
    MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
  interface GlobalProps {
    mainModule: typeof import('../../worker/index.ts')
  }
}
