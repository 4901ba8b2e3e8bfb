// What is held: why, what was answered, and one decision for one or for many.
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { heldCountMost, holdReasons } from '../../../contract/held-names.ts'
import { countHeld, listHeld } from '../../api/held.ts'
import { queryOf } from '../../api/request.ts'
import { number, t } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { AskedQuestion } from '../../ui/question.tsx'
import { Decide } from './decide.tsx'
import { HeldRow } from './row.tsx'
import './held.css'

const path = '/dashboard/leads/held'

export function HeldPage() {
  const { query } = useLocation()
  const reason = holdReasons.find((one) => one === query.reason)
  const [times, setTimes] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { rows, failure, more, retry } = usePages(`held ${reason ?? ''} ${times}`, async (after, signal) => {
    const { submissions, next } = await listHeld(reason, after, signal)
    return { rows: submissions, next }
  })
  const decided = () => {
    setChosen(new Set())
    setTimes((before) => before + 1)
  }
  const some = rows?.filter(({ id }) => chosen.has(id)) ?? []
  const choose = (ids: string[], isOn: boolean) => {
    const next = new Set(chosen)
    for (const id of ids) isOn ? next.add(id) : next.delete(id)
    setChosen(next)
  }
  return (
    <>
      <div class="page-head">
        <Heading>{t('quarantine.title')}</Heading>
      </div>
      <p class="quiet quarantine-intro">{t('quarantine.intro')}</p>
      <Reasons key={times} reason={reason} />
      <div aria-busy={!rows && !failure}>
        {!rows && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {rows?.length === 0 && <Empty isNarrowed={reason !== undefined} />}
        {rows && rows.length > 0 && (
          <>
            {may('leads:write') && (
              <label class="quarantine-all">
                <input
                  type="checkbox"
                  checked={some.length === rows.length}
                  ref={(box) => {
                    if (box) box.indeterminate = some.length > 0 && some.length < rows.length
                  }}
                  onChange={(event) =>
                    choose(
                      rows.map(({ id }) => id),
                      event.currentTarget.checked,
                    )
                  }
                />
                {t('quarantine.chooseAll')}
              </label>
            )}
            <ol class="quarantine">
              {rows.map((row) => (
                <HeldRow
                  key={row.id}
                  row={row}
                  isChosen={chosen.has(row.id)}
                  choose={(isOn) => choose([row.id], isOn)}
                  decided={decided}
                />
              ))}
            </ol>
          </>
        )}
        {more && (
          <button type="button" class="more" onClick={more}>
            {t('leads.more')}
          </button>
        )}
        {some.length > 0 && <Decide chosen={some} chooseNone={() => setChosen(new Set())} decided={decided} />}
      </div>
      <AskedQuestion />
    </>
  )
}

function Reasons({ reason }: { reason: string | undefined }) {
  const { data } = useResource('held count', countHeld)
  if (!data?.reasons.length) return null
  const many = (count: number) => (count >= heldCountMost ? t('quarantine.most', { n: number(count) }) : number(count))
  return (
    <nav class="choices-line" aria-label={t('quarantine.reasons')}>
      <a href={path} aria-current={reason ? undefined : 'true'}>
        {t('quarantine.all')}
      </a>
      {data.reasons.map((one) => (
        <a
          key={one.reason}
          href={`${path}${queryOf({ reason: one.reason })}`}
          aria-current={one.reason === reason ? 'true' : undefined}
        >
          {t(`held.short.${one.reason as (typeof holdReasons)[number]}`)} <span class="quiet">{many(one.count)}</span>
        </a>
      ))}
    </nav>
  )
}

const Empty = ({ isNarrowed }: { isNarrowed: boolean }) => (
  <Notice title={t(isNarrowed ? 'quarantine.emptyReason' : 'quarantine.empty')}>
    {isNarrowed ? (
      <a href={path}>{t('quarantine.toAll')}</a>
    ) : (
      <>
        <p>{t('quarantine.emptyHelp')}</p>
        <a href="/dashboard/leads">{t('page.toLeads')}</a>
      </>
    )}
  </Notice>
)
