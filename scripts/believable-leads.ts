// Believable leads by the thousand, written by the database itself: for looking at the dashboard and for measuring.
// The same seed gives the same people. Every row a real submission leaves is there; digests are mere look-alikes.
import type { Field, LeadProperty } from '../contract/field.ts'
import type { PublishedForm } from '../contract/form.ts'
import { languagesOf } from '../contract/form-texts.ts'
import { propertyOf } from '../contract/rules.ts'
import { leadColumns } from '../worker/lead/properties.ts'
import { answer, json, text, word } from './believable-answer.ts'
import { words } from './believable-words.ts'

const aStatement = 10_000
const twoYearsMs = 2 * 365 * 86_400_000

type Options = {
  count: number
  /** The last of them; the first is two years earlier. */
  now?: number
  seed?: number
  onProgress?: (done: number) => void
}

/** Adds `count` leads to a migrated database that has at least one published form. */
export async function believableLeads(db: D1Database, { count, now = Date.now(), seed = 1, onProgress }: Options) {
  const { results } = await db
    .prepare(`
      SELECT form_version.definition
      FROM form
      JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      ORDER BY form.slug`)
    .all<{ definition: string }>()
  const forms = results.map((row): PublishedForm => JSON.parse(row.definition))
  if (forms.length === 0) throw new Error('No published form to fill')
  // Addresses carry a number, and the numbers go on where the last call stopped.
  const before = (await db.prepare('SELECT count(*) AS n FROM lead').first<number>('n')) ?? 0
  const sql = statements(forms)
  for (let first = 0; first < count; first += aStatement) {
    const last = Math.min(count, first + aStatement)
    const at = (i: number) => Math.floor(now - twoYearsMs + (i * twoYearsMs) / count)
    const params = [JSON.stringify(words), first, last, before, seed, now - twoYearsMs, twoYearsMs / count]
    const range = [at(first) * 1024, at(last) * 1024]
    await db.batch([
      db.prepare(sql.leads).bind(...params),
      ...sql.rest.map((statement) => db.prepare(statement).bind(...range)),
      db.prepare(sql.submissions).bind(...range),
    ])
    onProgress?.(last)
  }
}

function statements(forms: PublishedForm[]) {
  const perForm = (expression: (form: PublishedForm) => string) =>
    `CASE form ${forms.map((form, i) => `WHEN ${i} THEN ${expression(form)}`).join(' ')} END`
  const fields = (form: PublishedForm) => form.steps.flatMap((step) => step.fields).filter((field) => answer(field))
  const property = (form: PublishedForm, name: LeadProperty) => {
    const field = fields(form).find((field) => propertyOf(field) === name)
    return field ? answer(field) : name === 'full_name' ? "given || ' ' || family" : 'NULL'
  }
  const consents = (form: PublishedForm) =>
    json(
      form.consents.map(({ purpose, basis }, i) => {
        const ticked = basis === 'consent' ? 'given' : 'objected'
        const state = `iif((h3 >> ${i + 9}) % 5 < 2, ${text(ticked)}, 'shown_not_given')`
        return [
          purpose,
          json([
            ['basis', text(basis)],
            ['state', state],
            ['at', 'at'],
            ['noticeId', 'notice'],
          ]),
        ]
      }),
    )
  const notice = (form: PublishedForm) =>
    `CASE language ${languagesOf(form)
      .map((tag) => `WHEN ${text(tag)} THEN ${text(form.notices[tag] ?? '')}`)
      .join(' ')} END`
  const language = (form: PublishedForm) =>
    languagesOf(form).includes('en')
      ? `iif(h2 % 6 = 0, 'en', ${text(form.defaultLanguage)})`
      : text(form.defaultLanguage)
  const magnet = forms.map((form) => `WHEN ${text(form.id)} THEN ${form.magnet ? text(form.magnet) : 'NULL'}`).join(' ')
  const version = forms.map((form) => `WHEN ${text(form.id)} THEN ${form.version}`).join(' ')

  // A column at a time, each made from the ones before: hashes, then picks, then what is written from them.
  const people = `
    WITH RECURSIVE
    numbered (i) AS (SELECT CAST(?2 AS INTEGER) UNION ALL SELECT i + 1 FROM numbered WHERE i + 1 < ?3),
    mixed AS MATERIALIZED (
      SELECT i, CAST(?4 AS INTEGER) + i + 1 AS n, CAST(?6 + i * ?7 AS INTEGER) AS ms, ((CAST(?4 + ?5 * 7919 AS INTEGER) + i) * 2654435761) % 4294967296 AS h FROM numbered
    ),
    hashed AS MATERIALIZED (
      SELECT
        *,
        ((h >> 3) * 1597334677 % 4294967296) >> 8 AS h1,
        ((h >> 7) * 3812015801 % 4294967296) >> 8 AS h2,
        ((h >> 11) * 2246822519 % 4294967296) >> 8 AS h3
      FROM mixed
    ),
    picked AS MATERIALIZED (
      SELECT
        *,
        (h1 >> 9) % ${forms.length} AS form,
        ${word('given', 'h1')} AS given,
        ${word('family', 'h2')} AS family,
        ${word('trades', 'h3')} || ' ' || ${word('houses', '(h1 >> 5)')} AS company,
        ${word('tradeDomains', 'h3')} || '-' || ${word('houseDomains', '(h1 >> 5)')} || '.example' AS domain,
        ${word('givenAscii', 'h1')} || '.' || ${word('familyAscii', 'h2')} AS mailbox,
        strftime('%Y-%m-%dT%H:%M:%fZ', ms / 1000.0, 'unixepoch') AS at
      FROM hashed
    ),
    spoken AS MATERIALIZED (
      SELECT *, mailbox || n || '@' || domain AS email, ${perForm(language)} AS language FROM picked
    ),
    person AS MATERIALIZED (SELECT *, ${perForm(notice)} AS notice FROM spoken)`

  const leads = `${people}
    INSERT INTO lead (
      seq, id, site_id, email, email_key, ${leadColumns.join(', ')},
      language, form_id, forms, answers, consents, source, held, created_at, last_contact_at,
      interest_at, quality, stage, tags
    )
    SELECT
      ms * 1024,
      printf('%08x-%04x-7%03x-%04x-%06x%06x', ms >> 16, ms & 65535, h3 & 4095, 32768 | (h2 & 16383), h1, n & 16777215),
      ${perForm((form) => text(form.site))},
      email,
      lower(email),
      ${leadColumns.map((column) => perForm((form) => property(form, column))).join(',\n      ')},
      language,
      ${perForm((form) => text(form.id))},
      ${perForm((form) => text(`f${form.id.replaceAll('-', '')}`))},
      ${perForm((form) =>
        json(
          fields(form)
            .filter((field) => !propertyOf(field))
            .map((field) => [field.key, answer(field)]),
        ),
      )},
      ${perForm(consents)},
      json_object(
        'page', 'https://www.lisiere.example' || ${word('pages', 'h2')},
        'referrer', ${word('referrers', 'h3')},
        'campaign', iif(h1 % 3, json_object(
          'utm_source', ${word('sources', 'h2')},
          'utm_medium', ${word('media', 'h2')},
          'utm_campaign', ${word('campaigns', '(ms / 5184000000)')}
        ), json('{}'))
      ),
      h3 % 100 < 3,
      at,
      at,
      at,
      20 + (h1 >> 4) % 76,
      CASE (h2 >> 6) % 20 WHEN 0 THEN 'customer' WHEN 1 THEN 'lost' WHEN 2 THEN 'disqualified' WHEN 3 THEN 'prospect' WHEN 4 THEN 'prospect' ELSE 'lead' END,
      CASE (h3 >> 8) % 12 WHEN 0 THEN '["Salon"]' WHEN 1 THEN '["Relance"]' WHEN 2 THEN '["Salon","Partenaire"]' ELSE '[]' END
    FROM person
    ORDER BY ms`

  const fresh =
    'lead.seq >= ?1 AND lead.seq < ?2 AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.id = lead.id)'
  const rest = [
    `INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
    SELECT
      lead.id, lead.id, key, value ->> 'basis', value ->> 'state', 'form', value ->> 'noticeId',
      lower(hex(substr(replace(lead.id, '-', ''), 1, 32))), lead.seq % 17 = 0, lead.created_at
    FROM lead, json_each(lead.consents)
    WHERE ${fresh}
    ORDER BY lead.seq`,
    `INSERT INTO timeline (lead_id, id, kind, ref, at)
    SELECT lead.id, lead.id, 'submitted', lead.id, lead.created_at
    FROM lead
    WHERE ${fresh}`,
    `INSERT INTO outbox (id, kind, lead_id, submission_id, payload, state, attempts, due_at, created_at)
    SELECT
      lead.id || '.deliver', 'mail', lead.id, lead.id,
      json_object('template', 'deliver', 'language', lead.language), 'sent', 1, lead.created_at, lead.created_at
    FROM lead
    WHERE ${fresh} AND NOT held`,
    `INSERT INTO download (submission_id, magnet_id, count, first_at, last_at)
    SELECT lead.id, magnet, 1 + length(lead.email) % 3, lead.created_at, lead.created_at
    FROM (SELECT *, CASE form_id ${magnet} END AS magnet FROM lead) AS lead
    WHERE ${fresh} AND magnet IS NOT NULL AND length(lead.email) % 5 < 3`,
  ]
  const submissions = `
    INSERT INTO submission (id, lead_id, form_id, version, language, answers, source, held, salt, at)
    SELECT
      lead.id, lead.id, form_id, CASE form_id ${version} END, language,
      ${sentAnswers(forms, fields)},
      source,
      iif(held, (${text(JSON.stringify(words.holdReasons))} ->> ('$[' || (length(email) % ${words.holdReasons.length}) || ']')), NULL),
      substr(lead.id, 20), created_at
    FROM lead
    WHERE ${fresh}`
  return { leads, rest, submissions }
}

/** What was sent is what the lead's columns and its other answers say. */
function sentAnswers(forms: PublishedForm[], fields: (form: PublishedForm) => Field[]): string {
  const columns = (form: PublishedForm) =>
    fields(form).flatMap((field) => {
      const property = propertyOf(field)
      return property ? [[field.key, property] as const] : []
    })
  return `CASE form_id ${forms.map((f) => `WHEN ${text(f.id)} THEN json_patch(${json(columns(f))}, answers)`).join(' ')} END`
}
