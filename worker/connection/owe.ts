// What happened to leads becomes messages owed: one for each connection of the site that chose to be told.
// Triggers wrote what happened in the transaction of its cause; this moves it on, whole or not at all.

/** What is moved on at once: times the connections of a site, some thousand rows. */
const most = 100

// D1 takes five parts in a UNION. Each event has one name, a UUIDv7 of its moment, whoever is told. What is told is written when it leaves; in the payload stands only
// what nobody could tell any more by then. Of imported leads nobody is told that they were made.
const oweSql = `
  WITH happened AS MATERIALIZED (
    SELECT
      happening.*,
      coalesce(lead.site_id, happening.site_id) AS site,
      coalesce(lead.gpc, happening.gpc) AS unshared,
      coalesce(lead.held, 0) AS is_held,
      EXISTS (SELECT 1 FROM lead_import WHERE lead_import.form_id = lead.form_id) AS is_imported,
      timeline.kind AS entered,
      timeline.ref,
      timeline.detail
    FROM (SELECT * FROM happening ORDER BY seq LIMIT ${most}) AS happening
    LEFT JOIN lead ON lead.id = happening.lead_id
    LEFT JOIN timeline ON timeline.lead_id = happening.lead_id AND timeline.id = happening.entry
  ),
  event AS (
    SELECT seq, site, unshared, lead_id, at, 'lead.created' AS name, json_object('event', 'lead.created') AS payload
    FROM happened
    WHERE (kind = 'made' AND NOT is_imported) OR released
    UNION ALL
    SELECT seq, site, unshared, lead_id, at, 'lead.qualified', json_object('event', 'lead.qualified')
    FROM happened
    WHERE qualified
    UNION ALL
    SELECT
      seq, site, unshared, lead_id, at, 'lead.consent_withdrawn',
      json_object('event', 'lead.consent_withdrawn', 'purposes', json(withdrawn))
    FROM (
      SELECT
        happened.*,
        (SELECT json_group_array(said.key)
         FROM json_each(happened.said) AS said
         LEFT JOIN json_each(happened.said_before) AS was ON was.key = said.key
         WHERE said.value ->> 'state' IN ('withdrawn', 'objected')
           AND coalesce(was.value ->> 'state', '') NOT IN ('withdrawn', 'objected')) AS withdrawn
      FROM happened
      WHERE kind = 'changed'
    )
    WHERE withdrawn <> '[]'
    UNION ALL
    -- Why it was moved is the team's own.
    SELECT
      seq, site, unshared, lead_id, at,
      iif(entered = 'stage', 'lead.stage_changed', 'lead.confirmed'),
      iif(
        entered = 'stage',
        json_object(
          'event', 'lead.stage_changed', 'from', detail ->> 'from', 'to', detail ->> 'to', 'rule', detail ->> 'rule'
        ),
        json_object('event', 'lead.confirmed', 'submission', ref, 'purposes', json(detail -> 'purposes'))
      )
    FROM happened
    WHERE entered = 'confirmed'
      OR (entered = 'stage' AND NOT is_held)
    UNION ALL
    SELECT seq, site, unshared, lead_id, at, 'lead.erased', json_object('event', 'lead.erased')
    FROM happened
    WHERE kind = 'erased'
  ),
  noted AS MATERIALIZED (
    SELECT
      event.*,
      printf('%012x', CAST(round(unixepoch(at, 'subsec') * 1000) AS INTEGER)) AS ms,
      lower(hex(randomblob(10))) AS noise
    FROM event
  )
  INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
  SELECT
    'w.' || connection.id || '.' || substr(ms, 1, 8) || '-' || substr(ms, 9, 4) || '-7' || substr(noise, 1, 3) || '-'
      || substr('89ab', 1 + unicode(substr(noise, 4, 1)) % 4, 1) || substr(noise, 5, 3) || '-' || substr(noise, 8, 12),
    'webhook', noted.lead_id, connection.id, noted.payload, noted.at, noted.at
  FROM noted
  CROSS JOIN connection ON connection.site_id = noted.site
  WHERE connection.state <> 'disabled'
    AND connection.created_at <= noted.at
    AND instr(connection.events, '"' || noted.name || '"')
    AND NOT (connection.is_partner AND noted.unshared)
  ORDER BY noted.seq`

/** Two statements for one transaction; where the second changed `mostHappened` rows there may be more. */
export const oweHooks = (db: D1Database): D1PreparedStatement[] => [
  db.prepare(oweSql),
  db.prepare(`DELETE FROM happening WHERE seq IN (SELECT seq FROM happening ORDER BY seq LIMIT ${most})`),
]

export const mostHappened = most
