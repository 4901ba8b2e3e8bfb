// The team's segments, as tabs; what is narrowed on screen can become one.
import bookmark from 'lucide:bookmark-plus'
import { useLocation } from 'preact-iso'
import type { Segment } from '../../../contract/segment.ts'
import { changeSegment, createSegment, deleteSegment, listSegments } from '../../api/segments.ts'
import { isNarrowed, isSameView, nothingSet, toAddress, type View } from '../../filter.ts'
import { t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { askPerson } from '../../ui/question.tsx'
import { say } from '../../ui/said.tsx'
import './segments.css'

export function Segments({ view }: { view: View }) {
  const { route } = useLocation()
  const { data, retry } = useResource('segments', listSegments)
  const segments = data?.segments ?? []
  const here = segments.find(({ id }) => id === view.segment)
  const isChanged = here ? !isSameView(here, view) : false
  const addressOf = ({ id, filter, sort }: Segment) => toAddress({ filter, sort, board: view.board, segment: id })
  const goTo = (segment: Segment) => route(addressOf(segment), true)

  const keep = async () => {
    const name = await askName(t('segments.keep'))
    if (name) await said(async () => goTo(await createSegment({ name, filter: view.filter, sort: view.sort })), retry)
  }
  if (!segments.length && !(isNarrowed(view.filter) && may('leads:write'))) return null
  return (
    <div class="segments">
      <nav aria-label={t('segments.title')}>
        <ul>
          <li>
            <a
              href={toAddress({ filter: nothingSet, sort: 'newest', board: view.board })}
              aria-current={!here && !isNarrowed(view.filter) ? 'page' : undefined}
            >
              {t('segments.all')}
            </a>
          </li>
          {segments.map((segment) => (
            <li key={segment.id}>
              <a href={addressOf(segment)} aria-current={segment.id === here?.id ? 'page' : undefined}>
                {segment.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {may('leads:write') && (
        <div class="actions">
          {here && isChanged && (
            <button
              type="button"
              onClick={() =>
                said(async () => {
                  await changeSegment(here.id, { name: here.name, filter: view.filter, sort: view.sort })
                  say(t('segments.changed', { name: here.name }))
                }, retry)
              }
            >
              {t('segments.change')}
            </button>
          )}
          {here && (
            <Actions
              segment={here}
              goTo={goTo}
              again={retry}
              gone={() => route(toAddress({ ...view, segment: undefined }), true)}
            />
          )}
          {isNarrowed(view.filter) && (!here || isChanged) && (
            <button type="button" onClick={keep}>
              <Icon shapes={bookmark} />
              {t(here ? 'segments.keepOther' : 'segments.keep')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

type ActionsProps = { segment: Segment; goTo: (segment: Segment) => void; gone: () => void; again: () => void }

const Actions = ({ segment: { id, name, filter, sort }, goTo, gone, again }: ActionsProps) => (
  <Menu label={t('segments.this')}>
    {(close) => (
      <>
        <button
          type="button"
          class="menu-item"
          onClick={async () => {
            close()
            const renamed = await askName(t('segments.rename'), name)
            if (renamed) await said(async () => goTo(await changeSegment(id, { name: renamed, filter, sort })), again)
          }}
        >
          {t('segments.rename')}
        </button>
        <button
          type="button"
          class="menu-item danger-quiet"
          onClick={async () => {
            close()
            await said(async () => {
              await deleteSegment(id)
              gone()
              say(t('segments.deleted', { name }), () =>
                said(async () => goTo(await createSegment({ name, filter, sort })), again),
              )
            }, again)
          }}
        >
          {t('segments.delete')}
          <span class="second">{t('segments.deleteHelp')}</span>
        </button>
      </>
    )}
  </Menu>
)

const askName = (title: string, value?: string) =>
  askPerson({
    title,
    lines: [t('segments.help')],
    field: { label: t('segments.name'), value, most: 60 },
    confirm: t('segments.save'),
  })

/** Does it, then looks at the segments again; says what went wrong. */
async function said(doing: () => Promise<unknown>, again: () => void): Promise<void> {
  try {
    await doing()
  } catch (error) {
    const { code, fields } = asFailure(error)
    say(
      fields.name === 'taken'
        ? t('segments.taken')
        : fields.name === 'too_many'
          ? t('segments.tooMany')
          : t(`error.${code}`),
    )
  }
  again()
}
