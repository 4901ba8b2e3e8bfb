// A published form that gives something in exchange.
import { env } from 'cloudflare:workers'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import { createMagnet } from '../../worker/magnet/store.ts'
import { aPublishedForm } from './published.ts'

/** Its magnet is a link named « Le guide ». */
export async function aFormWithMagnet(over: Partial<FormInput> = {}): Promise<PublishedForm> {
  const { site } = await aPublishedForm()
  const input = { kind: 'link', name: 'Le guide', url: 'https://example.fr/guide' } as const
  const magnet = await createMagnet(env.DB, site, input, new Date().toISOString())
  return aPublishedForm({ magnet: magnet.id, ...over })
}
