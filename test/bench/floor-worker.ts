// The least a Worker can do for the same rows: what the bench measures Aimant against. No validation, no guard, no quoting.
import { Hono } from 'hono'
import type { PublishedForm } from '../../contract/form.ts'
import type { Env } from '../../worker/env.ts'
import { summaryColumns } from '../../worker/lead/list.ts'
import { newId } from '../../worker/lib/id.ts'

type Sent = { email: string; answers: Record<string, string>; form: PublishedForm; notice: string }

const app = new Hono<{ Bindings: Env }>()

// One batch of as many inserts into the same tables as a submission makes.
app.post('/f/floor', async (c) => {
  const { email, answers, form, notice } = await c.req.json<Sent>()
  const [id, at] = [newId(), new Date().toISOString()]
  const db = c.env.DB
  const json = JSON.stringify(answers)
  const said = { basis: 'consent', state: 'given', at, noticeId: notice }
  const standings = JSON.stringify({ newsletter: said, partner: said })
  const event = (purpose: string) =>
    db
      .prepare(`
        INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
        VALUES (?1, ?1, ?2, 'consent', 'given', 'form', ?3, ?1, 0, ?4)`)
      .bind(id, purpose, notice, at)
  await db.batch([
    db
      .prepare(`
        INSERT INTO lead (
          id, site_id, email, email_key, full_name, given_name, family_name, company,
          language, form_id, forms, answers, consents, source, held, created_at, last_contact_at
        )
        VALUES (?1, 'main', ?2, ?2, ?3, ?4, ?5, ?6, 'fr', ?7, ?8, ?9, ?10, '{}', 0, ?11, ?11)`)
      .bind(
        id,
        email,
        `${answers.given_name} ${answers.family_name}`,
        answers.given_name ?? null,
        answers.family_name ?? null,
        answers.company ?? null,
        form.id,
        `f${form.id.replaceAll('-', '')}`,
        json,
        standings,
        at,
      ),
    event('newsletter'),
    event('partner'),
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, ref, at)
        VALUES (?1, ?1, 'submitted', ?1, ?2)`)
      .bind(id, at),
    db
      .prepare(`
        INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
        VALUES (?1, 'mail', ?1, ?1, '{}', ?2, ?2)`)
      .bind(id, at),
    db
      .prepare(`
        INSERT INTO submission (id, lead_id, form_id, version, language, answers, source, salt, at)
        VALUES (?1, ?1, ?2, 1, 'fr', ?3, '{}', ?1, ?4)`)
      .bind(id, form.id, json, at),
  ])
  return c.json({ id })
})

type Row = Record<'answers' | 'consents' | 'source', string> & Record<string, string | number | null>
type Standing = { state: string; basis: string; at: string; noticeId: string }

const plain = [
  'email',
  'given_name',
  'family_name',
  'full_name',
  'phone',
  'company',
  'job_title',
  'website',
  'country',
  'form_id',
  'stage',
  'created_at',
  'tags',
  'quality',
  'qualified',
  'persona',
  'interest_at',
  'assigned_to',
  'last_contact_at',
  'exchanged_at',
  'held',
  'language',
  'id',
]
const utm = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id']

// A page along the primary key, or of the index's answer to `?match=`, and nothing more: what any list costs at least.
app.get('/f/floor/list', async (c) => {
  const match = c.req.query('match')
  const db = c.env.DB
  const page = match
    ? db.prepare(`
        SELECT ${summaryColumns}
        FROM lead_search
        CROSS JOIN lead ON lead.seq = lead_search.rowid
        WHERE lead_search MATCH ?1
        ORDER BY lead_search.rowid DESC
        LIMIT 51`)
    : db.prepare(`
        SELECT ${summaryColumns}
        FROM lead
        WHERE seq < ?1
        ORDER BY seq DESC
        LIMIT 51`)
  const { results } = await page.bind(match ?? Number.MAX_SAFE_INTEGER).all()
  return c.json(results)
})

// The same columns as the export, page after page, joined and nothing more. `?purposes=` and `?answers=` name those that vary.
app.get('/f/floor/export', (c) => {
  const purposes = (c.req.query('purposes') ?? '').split(',').filter(Boolean)
  const keys = (c.req.query('answers') ?? '').split(',').filter(Boolean)
  const wording = c.req.query('wording') ?? ''
  const encoder = new TextEncoder()
  let to = Number.MAX_SAFE_INTEGER
  const line = (row: Row) => {
    const consents: Record<string, Standing> = JSON.parse(row.consents)
    const source: { page?: string; referrer?: string; campaign?: Record<string, string> } = JSON.parse(row.source)
    const answers: Record<string, string> = JSON.parse(row.answers)
    const cells: unknown[] = plain.map((name) => row[name])
    for (const name of utm) cells.push(source.campaign?.[name])
    cells.push(source.referrer, source.page)
    for (const purpose of purposes) {
      const said = consents[purpose]
      cells.push(said?.state, said?.basis, said && wording, said?.at, said?.noticeId)
    }
    for (const key of keys) cells.push(answers[key])
    return cells.join(',')
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { results } = await c.env.DB.prepare(`
        SELECT *
        FROM lead
        WHERE seq < ?1
        ORDER BY seq DESC
        LIMIT 5000`)
        .bind(to)
        .all<Row>()
      if (results.length === 0) return controller.close()
      to = Number(results.at(-1)?.seq)
      controller.enqueue(encoder.encode(`${results.map(line).join('\r\n')}\r\n`))
    },
  })
  return c.body(body, 200, { 'content-type': 'text/csv' })
})

export default { fetch: app.fetch, queue: async () => {} } satisfies ExportedHandler<Env>
