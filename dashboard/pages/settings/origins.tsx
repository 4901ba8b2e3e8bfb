// Which sites may show the forms, said in words before it is saved.
import { useState } from 'preact/hooks'
import { changeSite, type Site } from '../../api/sites.ts'
import { list, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Field, Refused } from '../../ui/field.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Part } from './part.tsx'
import { readOrigins } from './read-origins.ts'

export function Origins({ site, saved }: { site: Site; saved: () => void }) {
  const [text, setText] = useState(site.origins.join('\n'))
  const { busy, failure, work } = useWork()
  const read = readOrigins(text)
  const origins = [...new Set(read.flatMap(({ origin }) => origin ?? []))]
  const wrong = read.find(({ origin }) => !origin)
  const mended = read.find(({ line, origin }) => origin && origin !== line)

  async function save(event: Event) {
    event.preventDefault()
    if (!(await work(() => changeSite(site.id, { origins })))) return
    setText(origins.join('\n'))
    say(t('site.saved'))
    saved()
  }

  return (
    <Part title={t('site.origins')} help={t('site.originsHelp')}>
      <form class="fields" noValidate onSubmit={save}>
        <Field label={t('site.originsLabel')}>
          {(described) => (
            <textarea
              {...described}
              rows={4}
              spellcheck={false}
              placeholder="https://exemple.fr"
              readOnly={!may('site:write')}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <div role="status" class="field-said">
          {wrong ? (
            <p class="wrong">{t('site.originsWrong', { line: wrong.line.slice(0, 80) })}</p>
          ) : (
            <p>{origins.length ? t('site.originsList', { list: list(origins) }) : t('site.originsAny')}</p>
          )}
          {mended?.origin && (
            <p class="quiet">{t('site.originsFixed', { from: mended.line.slice(0, 80), to: mended.origin })}</p>
          )}
        </div>
        <Refused failure={failure} />
        {may('site:write') && (
          <button type="submit" class="primary" disabled={busy || Boolean(wrong)}>
            {t('site.saveOrigins')}
          </button>
        )}
      </form>
    </Part>
  )
}
