// What is sent, event by event, as the other side gets it; of nobody real.
import { useState } from 'preact/hooks'
import type { Connection } from '../../../contract/connection.ts'
import { readExamples } from '../../api/connections.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Choice } from '../../ui/choice.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { isChannel } from './kinds.ts'

export function ConnectionExamples({ connection: { format, language, events } }: { connection: Connection }) {
  const { data, failure, retry } = useResource(`examples ${format} ${language}`, (signal) =>
    readExamples(format, language, signal),
  )
  const [chosen, choose] = useState<string>(events[0] ?? 'lead.created')
  const example = data?.examples.find(({ event }) => event === chosen)
  return (
    <section class="connection-part" aria-labelledby="examples">
      <h2 id="examples">{t('connection.examples')}</h2>
      <p class="quiet">{t(isChannel(format) ? 'connection.examplesChannel' : 'connection.examplesHelp')}</p>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {data && (
        <>
          <Choice
            label={t('connection.example')}
            class="field connection-example"
            value={chosen}
            choose={choose}
            of={data.examples.map(({ event }) => [event, t(`event.${event}`)] as const)}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
          <section class="connection-body" tabIndex={0} aria-label={t('connection.exampleOf')}>
            <pre>{JSON.stringify(example?.body, null, 2)}</pre>
          </section>
        </>
      )}
    </section>
  )
}
