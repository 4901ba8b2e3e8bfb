// The leads by stage. A card moves by being dragged, or by its menu; the arrow keys go from card to card.
import move from 'lucide:arrow-left-right'
import { useEffect, useRef } from 'preact/hooks'
import Sortable from 'sortablejs'
import type { LeadSummary } from '../../../contract/lead.ts'
import type { Stage } from '../../../contract/stage.ts'
import type { View } from '../../filter.ts'
import { day, number, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { stageNames } from '../../stages.ts'
import { HeldMark } from '../../ui/held-mark.tsx'
import { Menu } from '../../ui/menu.tsx'
import { columns, loadBoard, more, moveCards, stagesShown } from './board-columns.ts'
import { whyOf } from './bulk-bar.tsx'
import { perform, type Shows } from './deeds.ts'
import { forgetList, queryOf } from './list.ts'
import { Quality, Tags, Warmth } from './marks.tsx'
import { Sort } from './sort.tsx'
import './board.css'

type Props = { view: View; show: (next: Partial<View>) => void }

export function Board({ view, show }: Props) {
  useEffect(() => loadBoard(view), [queryOf(view)])
  return (
    <>
      <div class="list-head">
        <p class="quiet">{t(may('leads:write') ? 'board.help' : 'board.helpReading')}</p>
        <div class="actions">
          <Sort view={view} show={show} />
        </div>
      </div>
      <section class="board" aria-label={t('leads.view.board')} onKeyDown={moveFocus}>
        {stagesShown(view.filter).map((stage) => (
          <Column key={stage} stage={stage} view={view} />
        ))}
      </section>
    </>
  )
}

async function moveTo(id: string, to: Stage): Promise<void> {
  const why = await whyOf(to, 1)
  if (why === null) return
  await perform({ action: 'stage', change: { to, why: why || undefined } }, { ids: [id] }, shows)
  document.getElementById(`card-${id}`)?.focus()
}

const shows: Shows = (changed, deed) => {
  if (deed.action === 'stage') moveCards(changed, deed.change.to)
  // The table has them elsewhere now.
  forgetList()
}

function Column({ stage, view }: { stage: Stage; view: View }) {
  const column = columns.value[stage]
  const cards = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (!cards.current || !may('leads:write')) return
    const sortable = Sortable.create(cards.current, {
      group: 'board',
      sort: false,
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
      // By the pointer itself: the browser's own dragging differs from one to the next, and touch has none.
      forceFallback: true,
      fallbackOnBody: true,
      fallbackTolerance: 4,
      delay: 150,
      delayOnTouchOnly: true,
      filter: 'button',
      preventOnFilter: false,
      onEnd: ({ item, from, to, oldIndex = 0 }) => {
        if (from === to) return
        // The card goes back where it was: what is on screen follows from what is so, not from what was dragged.
        from.insertBefore(item, from.children[oldIndex] ?? null)
        moveTo(item.dataset.id!, to.dataset.stage as Stage)
      },
    })
    return () => sortable.destroy()
  }, [may('leads:write')])
  const { leads = [], next, total, busy = true, failure } = column ?? {}
  return (
    <section class="board-column" aria-labelledby={`stage-${stage}`} aria-busy={busy}>
      <h2>
        <span class={`stage stage-${stage}`} id={`stage-${stage}`}>
          {t(`stage.${stage}`)}
        </span>
        {total && <span class="quiet">{total.isMore ? t('board.more', { n: total.count }) : number(total.count)}</span>}
      </h2>
      <ul ref={cards} data-stage={stage}>
        {leads.map((lead) => (
          <Card key={lead.id} lead={lead} />
        ))}
      </ul>
      {failure && <p role="alert">{t(`error.${failure.code}`)}</p>}
      {!busy && !leads.length && !failure && <p class="quiet board-empty">{t('board.empty')}</p>}
      {(next || failure) && (
        <button type="button" disabled={busy} onClick={() => more(view, stage)}>
          {t(failure ? 'app.retry' : 'leads.more')}
        </button>
      )}
    </section>
  )
}

const Card = ({ lead }: { lead: LeadSummary }) => (
  <li class="card" data-id={lead.id}>
    <a id={`card-${lead.id}`} href={`/dashboard/leads/${lead.id}`} draggable={false}>
      {lead.fullName ?? lead.email}
    </a>
    <p class="second">{lead.company ?? (lead.fullName && lead.email)}</p>
    <div class="card-marks">
      <Quality lead={lead} />
      {lead.temperature === 'hot' && <Warmth temperature="hot" />}
      {lead.held && <HeldMark />}
    </div>
    <Tags tags={lead.tags} />
    <div class="card-foot">
      <span class="second">{lead.assignedTo?.name ?? <Since at={lead.createdAt} />}</span>
      {may('leads:write') && (
        <Menu label={t('bulk.move')} icon={move}>
          {(close) =>
            stageNames
              .filter((stage) => stage !== lead.stage)
              .map((stage) => (
                <button
                  key={stage}
                  type="button"
                  class="menu-item"
                  onClick={() => {
                    close()
                    moveTo(lead.id, stage)
                  }}
                >
                  {t(`stage.${stage}`)}
                </button>
              ))
          }
        </Menu>
      )}
    </div>
  </li>
)

/** The day alone: a card has little room, and its page says more. */
const Since = ({ at }: { at: string }) => <time dateTime={at}>{day(at, 'medium')}</time>

// Up and down in a column, left and right to the same height of the next that has cards.
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const at = (event.target as Element).closest<HTMLElement>('.card > a')
  const here = at?.closest('ul')
  if (!at || !here) return
  const linksOf = (list: Element) => [...list.querySelectorAll<HTMLElement>('.card > a')]
  const lists = [...event.currentTarget.querySelectorAll('ul[data-stage]')].filter((list) => linksOf(list).length)
  const row = linksOf(here).indexOf(at)
  const beside = (step: number) => {
    const links = linksOf(lists[lists.indexOf(here) + step] ?? here)
    return links[Math.min(row, links.length - 1)]
  }
  const steps: Record<string, () => HTMLElement | undefined> = {
    ArrowDown: () => linksOf(here)[row + 1],
    ArrowUp: () => linksOf(here)[row - 1],
    ArrowRight: () => beside(1),
    ArrowLeft: () => beside(-1),
  }
  const next = steps[event.key]?.()
  if (!next) return
  event.preventDefault()
  next.focus()
}
