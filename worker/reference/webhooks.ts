// What connected addresses are sent, so that a receiver can be written, or generated, from the same description.
import { type SentBody, sentBody } from '../../contract/connection.ts'
import { everyExample } from '../connection/example.ts'
import type { schemas } from './schema.ts'

const summaries: Record<SentBody['type'], string> = {
  'lead.created': 'Somebody gave their address for the first time',
  'lead.confirmed': 'Somebody proved that the address is theirs',
  'lead.qualified': 'A lead meets every necessary criterion',
  'lead.stage_changed': 'A lead came to another stage',
  'lead.consent_withdrawn': 'Somebody withdrew what they had agreed to, or objected',
  'lead.erased': 'A person was erased: whatever else is kept of them elsewhere is to go too',
  'webhook.test': 'Somebody pressed the test button',
}

const headers = [
  [
    'webhook-id',
    'The event’s own: the same at every attempt, so that a receiver takes it once.',
    '019bc0de-0000-7000-8000-000000000001',
  ],
  [
    'webhook-timestamp',
    'When it was sent, in seconds since 1970. Refuse what is older than five minutes.',
    '1768469400',
  ],
  [
    'webhook-signature',
    'HMAC-SHA-256 of `id.timestamp.body` with the secret, in base64; after a rotation two, with a space between.',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
  ],
] as const

/** As OpenAPI 3.1 has them: by event, what we POST and what an answer means. */
export function webhooks(of: ReturnType<typeof schemas>['of']) {
  return Object.fromEntries(
    everyExample().map(({ id: _, ...example }) => [
      example.type,
      {
        post: {
          summary: summaries[example.type],
          description:
            'As Standard Webhooks 1.0 has it, in the form `standard`. Order is not promised, and the same message may come more than once.',
          tags: ['Connections'],
          parameters: headers.map(([name, description, shown]) => ({
            name,
            in: 'header',
            required: true,
            description,
            schema: { type: 'string' },
            example: shown,
          })),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: of(shapeOf(example.type), 'output'), example } },
          },
          responses: {
            '2XX': { description: 'Taken' },
            410: { description: 'Gone: nothing more is sent' },
            default: { description: 'Sent again later, on the schedule of Standard Webhooks; `Retry-After` is minded' },
          },
        },
      },
    ]),
  )
}

const shapeOf = (type: string) => sentBody.options.find(({ shape }) => shape.type.value === type)!
