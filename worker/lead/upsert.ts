// The lead of a submission: made, or known already and then only filled up, in one statement.
import type { ConsentSaid } from '../consent/event.ts'
import { perGuard, unlessKept } from './guard.ts'
import { formMark, seqAt } from './keys.ts'
import { leadColumns } from './properties.ts'
import type { StorableSubmission } from './storable.ts'

// A stranger can type anybody's address. So a known lead only has its blanks filled, and a doubtful submission
// touches nothing at all. Where the lead itself was only ever doubtful, the first sound one takes its place.
const fillBlank = (column: string) =>
  `${column} = iif(lead.held > excluded.held, excluded.${column}, coalesce(lead.${column}, excluded.${column}))`

// Anybody can tick a box for somebody who has withdrawn. What was ticked is recorded, and the withdrawal stands until the
// person themselves confirms.
const subjects = `(SELECT value FROM json_each(?${leadColumns.length + 15}))`
const onList = `(SELECT 1 FROM suppression WHERE subject IN ${subjects})`
const suppressed = `
      (SELECT json_group_object(asked.key, json_object('state', suppression.state, 'at', suppression.at))
       FROM json_each(?10) AS asked
       JOIN suppression ON suppression.purpose IN (asked.key, '*')
       WHERE suppression.subject IN ${subjects})`

// Anybody can tick a box; that somebody confirmed, or agreed where nobody has to confirm, stands until a no is said.
const isWeaker = `
      CASE said.value ->> 'state'
        WHEN 'given' THEN kept.value ->> 'state' = 'confirmed'
        WHEN 'unconfirmed' THEN kept.value ->> 'state' IN ('given', 'confirmed', 'imported')
        ELSE false
      END`

// What waited in the queue, or was held, must not undo what was said since; that something was merely shown undoes nothing anyway.
const saidLast = `
      (SELECT json_group_object(said.key, json(said.value))
       FROM json_each(?14) AS said
       LEFT JOIN json_each(lead.consents) AS kept ON kept.key = said.key
       WHERE kept.key IS NULL
         OR kept.value ->> 'state' = 'shown_not_given'
         OR (kept.value ->> 'at' <= said.value ->> 'at' AND NOT ${isWeaker}))`

/** What is made of a lead as it arrives. */
const judgedColumns = [
  'quality',
  'qualification',
  'qualified',
  'persona',
  'interest_at',
  'assigned_to',
  'judge_due',
] as const

const leadSql = perGuard(
  (guard) => `
  INSERT INTO lead (
    seq,
    id, site_id, email_key, email, language, form_id, forms, answers, consents, source, held, created_at, last_contact_at,
    unconfirmed_since,
    ${leadColumns.join(', ')},
    ${judgedColumns.join(', ')},
    gpc
  )
  SELECT
    iif(
      EXISTS (SELECT 1 FROM lead WHERE seq = ?4),
      (WITH RECURSIVE slot (seq) AS (
         SELECT ?4
         UNION ALL
         SELECT seq + 1 FROM slot WHERE EXISTS (SELECT 1 FROM lead WHERE lead.seq = slot.seq)
       )
       SELECT max(seq) FROM slot),
      ?4
    ),
    ?1, ?2, ?3, ?5, ?6, ?7, ?8, ?9, iif(EXISTS ${onList}, json_patch(?10, ${suppressed}), ?10), ?11, ?12, ?13, ?13,
    ?${leadColumns.length + 16},
    ${leadColumns.map((_, i) => `?${i + 15}`).join(', ')},
    ${judgedColumns.map((_, i) => `?${i + leadColumns.length + 17}`).join(', ')},
    ?${leadColumns.length + judgedColumns.length + 17}
  WHERE ${guard}
  ON CONFLICT (site_id, email_key) DO UPDATE SET
    ${leadColumns.map(fillBlank).join(',\n    ')},
    answers = iif(lead.held > excluded.held, excluded.answers, json_patch(excluded.answers, lead.answers)),
    -- What was given now stands; what was merely shown again takes nothing back.
    consents = json_patch(
      iif(lead.held > excluded.held, excluded.consents, json_patch(json_patch(excluded.consents, lead.consents), ${saidLast})),
      ${suppressed}
    ),
    forms = iif(instr(lead.forms, excluded.forms), lead.forms, lead.forms || ' ' || excluded.forms),
    submissions = lead.submissions + 1,
    last_contact_at = max(lead.last_contact_at, excluded.last_contact_at),
    -- Until something comes of them that asks for no confirmation, or they confirm.
    unconfirmed_since = iif(
      lead.held > excluded.held OR lead.unconfirmed_since IS NOT NULL,
      max(coalesce(lead.unconfirmed_since, ''), excluded.unconfirmed_since),
      NULL
    ),
    -- Verdicts are not for one submission to give: the lead is judged again with all that is known.
    assigned_to = coalesce(lead.assigned_to, excluded.assigned_to),
    interest_at = nullif(max(coalesce(lead.interest_at, ''), coalesce(excluded.interest_at, '')), ''),
    held = min(lead.held, excluded.held),
    gpc = max(lead.gpc, excluded.gpc)
  WHERE excluded.held <= lead.held`,
)

/** `guard`: whether to do it at all. */
export function lead(db: D1Database, sent: StorableSubmission, guard = unlessKept): D1PreparedStatement {
  // What is to be confirmed is no agreement until it is.
  const standsAs = (state: ConsentSaid['state']) => (sent.confirm && state === 'given' ? 'unconfirmed' : state)
  const standing = (list: ConsentSaid[]) =>
    JSON.stringify(
      Object.fromEntries(
        list.map(({ purpose, basis, state }) => [
          purpose,
          { basis, state: standsAs(state), at: sent.at, noticeId: sent.noticeId },
        ]),
      ),
    )
  return db.prepare(leadSql(guard)).bind(
    sent.id,
    sent.site,
    sent.emailKey,
    seqAt(Date.parse(sent.at)),
    sent.email,
    sent.language,
    sent.form.id,
    formMark(sent.form.id),
    JSON.stringify(sent.extra),
    standing(sent.consents),
    JSON.stringify(sent.source),
    sent.held ? 1 : 0,
    sent.at,
    standing(sent.consents.filter(({ state }) => state !== 'shown_not_given')),
    ...leadColumns.map((column) => sent.properties[column] ?? null),
    JSON.stringify(sent.suppressedAs ?? []),
    // Who was given what they came for is a lead, whatever they confirm besides.
    sent.confirm?.isFirst && !sent.held ? sent.at : null,
    ...judged(sent),
    sent.gpc ? 1 : 0,
  )
}

function judged({ arrival, at, held }: StorableSubmission): (string | number | null)[] {
  if (!arrival) return [null, '{}', 0, null, held ? null : at, null, 1]
  const { quality, qualification, qualified, persona, interestAt, assignedTo, isProspect } = arrival
  // Its stage has a history, which is written as the rule is followed.
  return [quality, qualification, qualified ? 1 : 0, persona, interestAt, assignedTo, isProspect ? 1 : 0]
}
