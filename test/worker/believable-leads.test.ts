// Leads made for looking and measuring are leads like any other.
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import type { Funnel } from '../../contract/insight.ts'
import type { FieldsNumbers } from '../../contract/insight-fields.ts'
import { believableLeads } from '../../scripts/believable-leads.ts'
import { believableNumbers } from '../../scripts/believable-numbers.ts'
import { aPublishedForm } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'

const now = Date.parse('2026-11-01T12:00:00Z')

beforeAll(async () => {
  await aPublishedForm()
  await aPublishedForm()
  await believableLeads(env.DB, { count: 300, now })
  // More can be added to those already there.
  await believableLeads(env.DB, { count: 50, now: now + 60_000, seed: 2 })
})

const count = (sql: string) => env.DB.prepare(sql).first<number>('n')

test('each leaves every row a submission leaves', async () => {
  const [form] = (await env.DB.prepare('SELECT definition FROM form_version LIMIT 1').all<{ definition: string }>())
    .results
  const purposes = JSON.parse(form?.definition ?? '{}').consents.length
  expect(await count('SELECT count(*) AS n FROM lead JOIN submission ON submission.id = lead.id')).toBe(350)
  expect(await count('SELECT count(*) AS n FROM timeline JOIN lead ON lead.id = timeline.lead_id')).toBe(350)
  expect(await count('SELECT count(*) AS n FROM consent_event')).toBe(350 * purposes)
  expect(await count('SELECT count(*) AS n FROM lead WHERE held = 1')).toBe(
    await count('SELECT count(*) AS n FROM submission WHERE held IS NOT NULL'),
  )
})

test('arrive in the order of their keys, over two years', async () => {
  const unordered =
    'SELECT count(*) AS n FROM (SELECT created_at, lag(created_at) OVER (ORDER BY seq) AS before FROM lead) WHERE before > created_at'
  expect(await count(unordered)).toBe(0)
  expect(await env.DB.prepare('SELECT min(created_at) AS n FROM lead').first('n')).toMatch(/^2024-11-/)
  expect(await env.DB.prepare('SELECT max(created_at) AS n FROM lead').first('n')).toMatch(/^2026-10-|^2026-11-01/)
})

test('are found, opened and exported like any other', async () => {
  const token = await aToken('leads:read')
  const list: { leads: { id: string; email: string }[] } = await (await api('/leads?held=all&limit=1', token)).json()
  const lead = list.leads[0]
  const opened: { email: string; history: unknown[] } = await (await api(`/leads/${lead?.id}`, token)).json()
  expect(opened).toMatchObject({ email: lead?.email })
  expect(opened.history).toHaveLength(1)
  const exported = await (await api('/leads/export?format=ndjson&held=all', token)).text()
  expect(exported.trim().split('\n')).toHaveLength(350)
})

test('have numbers to go with them, down to the questions people stopped at', async () => {
  await believableNumbers(env.DB, { now })
  const token = await aToken('leads:read')
  const read = async (path: string) =>
    (await api(`/insight${path}?from=2026-09-01&to=2026-11-01&form=guide-1`, token)).json()
  const { total } = (await read('/funnel')) as Funnel
  expect(total.views).toBeGreaterThan(total.starts)
  expect(total.submissions).toBeGreaterThan(0)
  const { steps, began, unknown } = (await read('/fields')) as FieldsNumbers
  const left = steps.flatMap(({ fields }) => fields).reduce((sum, field) => sum + field.left, 0)
  expect(left).toBeGreaterThan(0)
  expect(unknown).toBeLessThan(began / 2)
})
