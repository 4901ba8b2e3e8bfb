import { env, exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { seedDemo } from '../../demo/seed.ts'
import { publishedForm } from '../../worker/form/published.ts'
import { readDraft, saveDraft } from '../../worker/form/store.ts'
import { origin, rows, send } from '../support/published.ts'
import { linkOf } from '../support/visitor.ts'

const guide = new TextEncoder().encode('%PDF-1.7 seven pages')

it('the demo’s forms hand over what they promise', async () => {
  await seedDemo(env, Date.now(), guide)
  const form = await publishedForm(env.DB, 'guide-rgpd')
  const answers = {
    given_name: 'Zoé',
    family_name: 'Dûfour',
    email: 'zoe@example.fr',
    company: 'Atelier Sud',
    team_size: '1-9',
  }
  const accepted = await send(form!, { answers, consents: { newsletter: true, 'partner-numa': false } })
  expect(accepted.magnet).toMatchObject({ kind: 'file', type: 'application/pdf', bytes: guide.length })
  const path = new URL(linkOf(accepted)).pathname
  const file = await exports.default.fetch(origin + path)
  expect(await file.text()).toBe('%PDF-1.7 seven pages')
})

it('starting again keeps what was changed since', async () => {
  await seedDemo(env, Date.now(), guide)
  const { draft } = await readDraft(env.DB, 'guide-rgpd')
  await saveDraft(env.DB, 'main', 'guide-rgpd', { ...draft, name: 'Mon guide' }, new Date().toISOString())
  await env.DB.prepare(`UPDATE site SET name = 'Mon site'`).run()
  await seedDemo(env, Date.now(), guide)
  expect((await readDraft(env.DB, 'guide-rgpd')).draft.name).toBe('Mon guide')
  expect(await rows('SELECT name FROM site')).toEqual([{ name: 'Mon site' }])
  expect((await env.FILES.list()).objects).toHaveLength(1)
})
