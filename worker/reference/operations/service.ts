// The service itself.
import type { Tag } from '../told.ts'

export const service: Tag = {
  name: 'Service',
  about: 'Whether it works, the keys its signatures are checked with, and this description.',
  operations: {
    'GET /healthz': { id: 'getHealth' },
    'GET /api/v1/health': { id: 'getHealthReport' },
    'GET /api/v1/protection': { id: 'getProtection' },
    'GET /api/v1/health/metrics': { id: 'getMetrics' },
    'GET /.well-known/jwks.json': { id: 'getKeys' },
    'GET /openapi.json': { id: 'getDescription' },
    'GET /docs': { id: 'getReference' },
  },
}
