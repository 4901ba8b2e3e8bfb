// One lead's certificate over HTTP: a page to print, or a record for machines.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { refusals, routes } from '../../lib/openapi.ts'
import { allow } from '../../team/guard.ts'
import { certificatePage } from './page.tsx'
import { readCertificate } from './read.ts'
import { consentRecord } from './record.ts'

const certificate = createRoute({
  method: 'get',
  path: '/{id}/certificate',
  summary: 'What a lead was shown and answered, with its proof',
  middleware: [allow('leads:read')] as const,
  request: {
    params: z.object({ id: z.uuid() }),
    query: z.object({ format: z.enum(['html', 'json']).default('html') }),
  },
  responses: {
    200: {
      description: 'A page to print; with `format=json`, a record as ISO/IEC TS 27560 has it',
      content: { 'text/html': { schema: z.string() } },
    },
    ...refusals,
  },
})

export const certificateRoutes = routes()

certificateRoutes.openapi(certificate, async (c) => {
  const { id } = c.req.valid('param')
  const made = await readCertificate(c.env, id, new Date().toISOString())
  const { origin } = new URL(c.req.url)
  if (c.req.valid('query').format === 'html') return certificatePage(made, origin)
  // Indented: people keep this file, and read it.
  return c.body(`${JSON.stringify(consentRecord(made, origin), null, 2)}\n`, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="certificate-${id}.json"`,
    'x-content-type-options': 'nosniff',
  })
})
