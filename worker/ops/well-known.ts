// What others look for in the usual place: the public keys our signatures are checked with.
import { Hono } from 'hono'
import type { App } from '../env.ts'
import { publicKeys } from '../lib/signing-key.ts'

export const wellKnownRoutes = new Hono<App>()

// Public by nature, and worth reading from any page.
wellKnownRoutes.get('/jwks.json', async (c) =>
  c.json({ keys: await publicKeys(c.env) }, 200, {
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
  }),
)
