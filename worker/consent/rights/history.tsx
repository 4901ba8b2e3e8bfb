// What was sent, and what became of it.
import { Fragment } from 'preact'
import { Section, type Telling } from './parts.tsx'
import type { Seen } from './read.ts'
import type { Words } from './words.ts'

export function History({ seen: { history, consentEvents, person }, tell, day }: { seen: Seen } & Telling) {
  return (
    <Section title={tell('kept')}>
      {history.map(({ id, at, form, answers, source }) => (
        <details key={id}>
          <summary>{tell('sent_on', { day: day(at), form: form.name })}</summary>
          <dl>
            {answers.map(({ key, label, value }) => (
              <Fragment key={key}>
                <dt>{label}</dt>
                <dd>
                  {Array.isArray(value)
                    ? value.join(', ')
                    : value === true
                      ? tell('yes')
                      : value === false
                        ? tell('no')
                        : value}
                </dd>
              </Fragment>
            ))}
          </dl>
          <ul class="source">
            {source.page && <li>{tell('from_page', source)}</li>}
            {source.referrer && <li>{tell('came_from', source)}</li>}
            {Object.entries(source.campaign ?? {}).map(([key, value]) => (
              <li key={key}>{`${key}: ${value}`}</li>
            ))}
          </ul>
        </details>
      ))}
      {person && (
        <ul>
          {person.confirmedAt && <li>{tell('confirmed_on', { day: day(person.confirmedAt) })}</li>}
          {person.notes.map(({ at, channel, text, questions, concerns }) => (
            <li key={at}>
              {tell('noted_on', { day: day(at), way: tell(`note_${channel}`) })}{' '}
              {[text, ...questions, ...concerns].join(' · ')}
            </li>
          ))}
          {person.judgements.map(({ at, criterion, name, verdict, why }) => (
            <li key={at}>
              {tell('judged_on', {
                day: day(at),
                name: name ?? tell(`criterion_${criterion}` as keyof Words),
                verdict: tell(`verdict_${verdict}`),
              })}{' '}
              {why}
            </li>
          ))}
          {person.quality !== null && <li>{tell('scored', { score: person.quality })}</li>}
          {person.persona && <li>{tell('profile', { persona: person.persona })}</li>}
          {person.corrections.map(({ at, fields }) => (
            <li key={at}>
              {tell('corrected_on', { day: day(at), fields: namesOf(fields, history, tell).join(', ') })}
            </li>
          ))}
          {person.downloads.map(({ magnet, count, lastAt }) => (
            <li key={magnet}>{tell('downloaded', { magnet, count, day: day(lastAt) })}</li>
          ))}
          {person.claims.map(({ magnet, code, givenAt, endsAt }) => (
            <li key={magnet}>
              {tell(givenAt ? 'received' : 'promised', { magnet })}
              {code && (
                <>
                  {' '}
                  <code>{code}</code>
                </>
              )}{' '}
              {endsAt && tell('received_until', { day: day(endsAt) })}
            </li>
          ))}
        </ul>
      )}
      {person && person.mails.length > 0 && (
        <details>
          <summary>{tell('mails')}</summary>
          <ul>
            {person.mails.map(({ mail, state, at }) => (
              <li key={mail + at}>
                {tell(`mail_is_${state}`, { day: at ? day(at) : '', what: tell(`mail_${mail}` as keyof Words) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{tell('events')}</summary>
        <ul>
          {consentEvents.map(({ id, at, state, wording }) => (
            <li key={id}>{tell('event', { day: day(at), state: tell(`state_${state}`), wording })}</li>
          ))}
        </ul>
      </details>
    </Section>
  )
}

/** By the words of this page, or by those of the form that asked. */
function namesOf(fields: string[], history: Seen['history'], tell: Telling['tell']): string[] {
  const asked = history.flatMap(({ answers }) => answers)
  return fields.map((key) =>
    key.startsWith('lead.') ? tell(key as keyof Words) : (asked.find((one) => one.key === key)?.label ?? key),
  )
}
