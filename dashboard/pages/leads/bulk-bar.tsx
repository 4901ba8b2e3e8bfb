// What can be done to the chosen leads, at the foot of the screen while any are chosen.
import download from 'lucide:download'
import stages from 'lucide:list-checks'
import tagIcon from 'lucide:tag'
import trash from 'lucide:trash-2'
import assign from 'lucide:user-round-plus'
import cross from 'lucide:x'
import { useEffect, useState } from 'preact/hooks'
import type { LeadFilter } from '../../../contract/lead.ts'
import type { Stage } from '../../../contract/stage.ts'
import { count, number, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { asksWhy, stageNames } from '../../stages.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { askPerson } from '../../ui/question.tsx'
import { ordered, useChoices } from './choices.ts'
import { after, type Deed } from './deed.ts'
import { type Chosen, doing, perform, type Shows } from './deeds.ts'
import { ExportItems } from './export-menu.tsx'
import { list } from './list.ts'
import { chooseNone, chosen, isEverything } from './selection.ts'
import './bulk-bar.css'

/** More leads by name make an address too long to be sent. */
const mostInAddress = 200

export function BulkBar({ filter }: { filter: LeadFilter }) {
  const { members } = useChoices()
  if (doing.value) return <Progress {...doing.value} />
  const ids = [...chosen.value]
  if (!ids.length) return null
  const total = list.value?.total
  const target: Chosen = isEverything.value ? { filter, total: total?.isMore ? undefined : total?.count } : { ids }
  const n = isEverything.value ? (total?.count ?? ids.length) : ids.length
  const shows: Shows = (changed, deed, from) => {
    const kept = list.value
    if (!kept) return
    const isGone = deed.action === 'delete'
    const leads = isGone
      ? kept.leads.filter(({ id }) => !changed.has(id))
      : kept.leads.map((lead) => (changed.has(lead.id) ? after(lead, deed, members) : lead))
    const { total } = kept
    list.value = { ...kept, leads, total: isGone && total ? { ...total, count: total.count - from.size } : total }
  }
  const act = async (deed: Deed) => {
    await perform(deed, target, shows)
    if (deed.action === 'delete') chooseNone()
  }
  const words =
    isEverything.value && total
      ? count(total.isMore ? 'bulk.everyMore' : 'bulk.every', total.count)
      : count('bulk.chosen', ids.length)
  return (
    <section class="foot-bar bulk" aria-label={t('bulk.title')}>
      <p aria-live="polite">
        <strong>{words}</strong>
        {!isEverything.value && list.value?.next && list.value.leads.every(({ id }) => chosen.value.has(id)) && (
          <button type="button" class="plain" onClick={() => (isEverything.value = true)}>
            {total && !total.isMore ? t('bulk.takeEvery', { n: number(total.count) }) : t('bulk.takeEveryMore')}
          </button>
        )}
      </p>
      <div class="actions">
        {may('leads:write') && <Deeds n={n} act={act} />}
        {(isEverything.value || ids.length <= mostInAddress) && (
          <Menu label={t('export.button')} icon={download}>
            {(close) => <ExportItems filter={isEverything.value ? filter : { held: 'all', ids }} close={close} />}
          </Menu>
        )}
        {may('leads:write') && (
          <button
            type="button"
            class="danger-quiet"
            onClick={() => sureToDelete(n).then((sure) => (sure ? act({ action: 'delete' }) : undefined))}
          >
            <Icon shapes={trash} />
            {t('bulk.delete')}
          </button>
        )}
        <button type="button" class="plain" onClick={chooseNone}>
          <Icon shapes={cross} />
          {t('bulk.none')}
        </button>
      </div>
    </section>
  )
}

function Deeds({ n, act }: { n: number; act: (deed: Deed) => Promise<void> }) {
  const { members, tags, want, again } = useChoices()
  return (
    <>
      <Menu label={t('leads.stage')} icon={stages}>
        {(close) =>
          stageNames.map((stage) => (
            <button
              key={stage}
              type="button"
              class="menu-item"
              onClick={async () => {
                close()
                const why = await whyOf(stage, n)
                if (why !== null) act({ action: 'stage', change: { to: stage, why: why || undefined } })
              }}
            >
              {t(`stage.${stage}`)}
            </button>
          ))
        }
      </Menu>
      <Menu label={t('leads.tags')} icon={tagIcon}>
        {(close) => (
          <TagPanel
            known={tags.map(({ value }) => value)}
            want={want}
            choose={(change) => {
              close()
              act({ action: 'tags', change }).then(again)
            }}
          />
        )}
      </Menu>
      <Menu label={t('bulk.assign')} icon={assign}>
        {(close) =>
          [
            ...ordered(members).map(({ id, name }) => ({ id, name })),
            { id: null, name: t('leads.assigned.nobody') },
          ].map(({ id, name }) => (
            <button
              key={id}
              type="button"
              class="menu-item"
              onClick={() => {
                close()
                act({ action: 'assign', to: id })
              }}
            >
              {name}
            </button>
          ))
        }
      </Menu>
    </>
  )
}

type TagPanelProps = {
  known: string[]
  want: () => void
  choose: (change: { add: string[]; remove: string[] }) => void
}

function TagPanel({ known, want, choose }: TagPanelProps) {
  useEffect(want, [])
  const [typed, setTyped] = useState('')
  const tag = typed.trim()
  return (
    <form
      class="tag-panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (tag) choose({ add: [tag], remove: [] })
      }}
    >
      <label>
        <span class="quiet">{t('leads.tag')}</span>
        <input
          type="text"
          list="known-tags"
          maxLength={40}
          value={typed}
          autoComplete="off"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <datalist id="known-tags">
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div class="actions">
        <button type="submit" class="primary" disabled={!tag}>
          {t('bulk.tagAdd')}
        </button>
        <button type="button" disabled={!tag} onClick={() => choose({ add: [], remove: [tag] })}>
          {t('bulk.tagRemove')}
        </button>
      </div>
    </form>
  )
}

/** The reason for a stage of which somebody asks one later; `null` where the person thinks better of it. */
export const whyOf = (stage: Stage, n: number): Promise<string | null> =>
  asksWhy(stage)
    ? askPerson({
        title: count('bulk.whyTitle', n, { stage: t(`stage.${stage}`) }),
        field: { label: t('bulk.why'), most: 500 },
        confirm: t('bulk.move'),
      })
    : Promise.resolve('')

const sureToDelete = async (n: number): Promise<boolean> =>
  (await askPerson({
    title: count('bulk.deleteTitle', n),
    lines: [t('bulk.deleteGoes'), t('bulk.deleteStays'), t('delete.noWayBack')],
    confirm: t('delete.confirm'),
    isDangerous: true,
  })) !== null

const Progress = ({ done, of, stop }: { done: number; of?: number; stop: () => void }) => (
  <section class="foot-bar bulk" aria-label={t('bulk.title')}>
    <p>
      {of === undefined ? count('bulk.doing', done) : t('bulk.doingOf', { n: done, of })}
      <progress max={of} value={of === undefined ? undefined : done} aria-label={t('bulk.title')} />
    </p>
    <button type="button" onClick={stop}>
      {t('bulk.stop')}
    </button>
  </section>
)
