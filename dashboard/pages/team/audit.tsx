// What was taken out, deleted and changed, by whom and when, in sentences.
import type { AuditLine } from '../../../contract/team.ts'
import { listAudit } from '../../api/team.ts'
import { t } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { detailOf, sentenceOf } from './sentence.ts'

export function AuditPart() {
  const { rows, failure, more, retry } = usePages('audit', async (after, signal) => {
    const { entries, next } = await listAudit(after, signal)
    return { rows: entries, next }
  })
  return (
    <div aria-busy={!rows && !failure}>
      <p class="quiet">{t('audit.help')}</p>
      {!rows && !failure && <p class="quiet">{t('app.loading')}</p>}
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {rows?.length === 0 && (
        <Notice title={t('audit.none')}>
          <p>{t('audit.noneHelp')}</p>
        </Notice>
      )}
      {rows && rows.length > 0 && (
        <ul class="team-rows audit">
          {rows.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {more && (
        <button type="button" class="team-more" onClick={more}>
          {t('leads.more')}
        </button>
      )}
    </div>
  )
}

function Line({ line }: { line: AuditLine }) {
  const detail = detailOf(line)
  return (
    <li>
      <div class="second">
        <Time at={line.at} />
      </div>
      <div>
        {sentenceOf(line)}
        {detail && <span class="second">{detail}</span>}
      </div>
      <div class="second">
        {line.by.name}
        {line.by.kind === 'token' && ` · ${t('audit.program')}`}
      </div>
    </li>
  )
}
