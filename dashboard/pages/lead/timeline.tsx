// What happened to the lead, newest first, all of it or one side of it; notes are corrected where they stand.
import { useEffect, useState } from 'preact/hooks'
import type { TimelineEntry, TimelineKind, TimelinePage } from '../../../contract/timeline.ts'
import { deleteNote, readTimeline } from '../../api/lead.ts'
import { t } from '../../locale.ts'
import { asFailure } from '../../resource.ts'
import { may, member } from '../../session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import { CorrectNote } from './note-form.tsx'
import type { LeadProps } from './page.tsx'
import { sentencesOf } from './timeline-words.ts'
import './timeline.css'

const sides = {
  all: [],
  notes: ['note'],
  person: ['submitted', 'confirmed', 'corrected', 'downloaded', 'given', 'consent'],
  team: ['stage', 'judged', 'tagged', 'assigned', 'edited', 'followed_up', 'released', 'merged', 'separated'],
  mails: ['mailed'],
} as const satisfies Record<string, readonly TimelineKind[]>
type Side = keyof typeof sides

export function Timeline({ lead, changed }: LeadProps) {
  const [side, setSide] = useState<Side>('all')
  const [page, setPage] = useState<TimelinePage>()
  const [busy, setBusy] = useState(false)
  const first: TimelinePage = { entries: lead.timeline, next: lead.timelineNext }
  const shown = page ?? (side === 'all' ? first : undefined)

  // What was loaded before something happened is not the whole of it any more.
  useEffect(() => {
    setPage(undefined)
    if (side === 'all') return
    const leaving = new AbortController()
    load(null, leaving.signal)
    return () => leaving.abort()
  }, [lead, side])

  async function load(after: string | null, leaving?: AbortSignal) {
    setBusy(true)
    try {
      const more = await readTimeline(lead.id, sides[side], after, leaving)
      setPage({ entries: [...(after ? (shown?.entries ?? []) : []), ...more.entries], next: more.next })
    } catch (error) {
      if (!leaving?.aborted) say(t(`error.${asFailure(error).code}`))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <fieldset class="sides">
        <legend class="unseen">{t('timeline.side')}</legend>
        {(Object.keys(sides) as Side[]).map((one) => (
          <button key={one} type="button" aria-pressed={one === side} onClick={() => setSide(one)}>
            {t(`timeline.side.${one}`)}
          </button>
        ))}
      </fieldset>
      <div aria-busy={busy}>
        {shown?.entries.length === 0 && <p class="quiet">{t('timeline.none')}</p>}
        <ol class="timeline">
          {shown?.entries.map((entry) => (
            <li key={`${entry.kind} ${entry.id}`} class={entry.kind}>
              {entry.kind === 'note' ? (
                <NoteEntry entry={entry} lead={lead} changed={changed} />
              ) : (
                sentencesOf(entry, lead.history).map((words) => <p key={words}>{words}</p>)
              )}
              <p class="quiet">
                <Time at={entry.at} />
                {entry.via && ` · ${t('lead.via', { email: entry.via })}`}
              </p>
            </li>
          ))}
        </ol>
        {shown?.next && (
          <button type="button" class="more" disabled={busy} onClick={() => load(shown.next)}>
            {t('leads.more')}
          </button>
        )}
      </div>
    </>
  )
}

type NoteProps = LeadProps & { entry: TimelineEntry & { kind: 'note' } }

function NoteEntry({ entry, lead, changed }: NoteProps) {
  const [isCorrecting, setIsCorrecting] = useState(false)
  const [isDeleting, setIsDeleting] = useState(false)
  const { channel, isExchange, text, questions, concerns, by, author, editedAt } = entry.detail
  if (isCorrecting)
    return (
      <CorrectNote
        leadId={lead.id}
        noteId={entry.id}
        before={{ channel, isExchange, text, questions, concerns }}
        changed={changed}
        close={() => setIsCorrecting(false)}
      />
    )
  return (
    <div class="note">
      <p class="note-head">
        <strong>{t(`note.channel.${channel}`)}</strong>
        {` · ${by}`}
        {isExchange && ` · ${t('note.wasExchange')}`}
        {editedAt && ` · ${t('note.wasEdited')}`}
      </p>
      <p class="note-text">{text}</p>
      <Points title={t('note.questions')} points={questions} />
      <Points title={t('note.concerns')} points={concerns} />
      {may('leads:write') && (
        <div class="actions">
          {author === member.value?.id && (
            <button type="button" class="plain" onClick={() => setIsCorrecting(true)}>
              {t('note.correct')}
            </button>
          )}
          <button type="button" class="plain" onClick={() => setIsDeleting(true)}>
            {t('note.delete')}
          </button>
        </div>
      )}
      {isDeleting && (
        <Confirm
          title={t('note.deleteTitle')}
          yes={t('note.delete')}
          close={() => setIsDeleting(false)}
          act={async () => {
            await deleteNote(lead.id, entry.id)
            changed()
            say(t('note.deleted'))
          }}
        >
          <p>{t('note.deleteHelp')}</p>
        </Confirm>
      )}
    </div>
  )
}

const Points = ({ title, points }: { title: string; points: string[] }) =>
  points.length > 0 ? (
    <div class="points">
      <h4>{title}</h4>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </div>
  ) : null
