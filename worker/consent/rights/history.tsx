// What was sent, and what became of it.
import { Fragment } from 'preact'
import { Section, type Telling } from './parts.tsx'
import type { Seen } from './read.ts'

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
