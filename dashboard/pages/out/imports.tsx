// What was imported before.
import { listImports } from '../../api/import.ts'
import { count, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'

export function Imports() {
  const { data, failure, retry } = useResource('imports', listImports)
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data?.imports.length) return null
  return (
    <section class="out-part" aria-labelledby="imports-title">
      <h2 id="imports-title">{t('import.before')}</h2>
      <ul class="out-rows">
        {data.imports.map(({ id, file, state, made, filled, refused, by, startedAt, tags }) => (
          <li key={id}>
            <div>
              {file}
              <span class="second">
                <Time at={startedAt} /> · {by}
              </span>
            </div>
            <div>
              {[
                count('import.madeShort', made),
                filled > 0 && count('import.filledShort', filled),
                refused > 0 && count('import.refusedShort', refused),
              ]
                .filter(Boolean)
                .join(' · ')}
              {state !== 'done' && <span class="second">{t(`import.state.${state}`)}</span>}
            </div>
            <div class="out-end">
              {tags[0] && made > 0 && (
                <a href={`/dashboard/leads?tag=${encodeURIComponent(tags[0])}`}>{t('import.see')}</a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
