// What makes a good lead: criteria and their rules, personas, who gets whom. Nothing is applied before it is told whom it would move.
import back from 'lucide:arrow-left'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Qualification, QualificationView } from '../../../contract/qualification.ts'
import { readQualification, settleQualification } from '../../api/qualification.ts'
import { listSites } from '../../api/sites.ts'
import { count, day, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { Assignment } from './assignment.tsx'
import { Criteria } from './criteria.tsx'
import { isComplete } from './edits.ts'
import { Personas } from './personas.tsx'
import { Stages } from './stages.tsx'
import { readSubjects, type Subjects, withPersonas } from './subjects.ts'
import { WouldMove } from './would-move.tsx'
import './criteria.css'

export function CriteriaPage() {
  const { data, failure, retry } = useResource('sites', listSites)
  const [chosen, setChosen] = useState<string>()
  const site = chosen ?? data?.sites[0]?.id
  return (
    <>
      <a class="c-back" href="/dashboard/settings">
        <Icon shapes={back} />
        {t('criteria.back')}
      </a>
      <div class="page-head">
        <Heading>{t('criteria.title')}</Heading>
        {data && data.sites.length > 1 && (
          <label class="c-site">
            {t('criteria.site')}
            <select value={site} onChange={(event) => setChosen(event.currentTarget.value)}>
              {data.sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {site && <OfSite key={site} site={site} />}
    </>
  )
}

function OfSite({ site }: { site: string }) {
  const { data, failure, retry } = useResource(`criteria ${site}`, async (signal) => {
    const [view, subjects] = await Promise.all([readQualification(site, signal), readSubjects(site, signal)])
    return { view, subjects }
  })
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data)
    return (
      <p class="quiet criteria-in-waiting" role="status">
        {t('app.loading')}
      </p>
    )
  return <Editor site={site} read={data.view} subjects={data.subjects} reload={retry} />
}

type EditorProps = { site: string; read: QualificationView; subjects: Subjects; reload: () => void }

function Editor({ site, read, subjects, reload }: EditorProps) {
  const [view, setView] = useState(read)
  const [draft, setDraft] = useState<Qualification>(read.settled)
  const { busy, failure, work } = useWork()
  const readOnly = !may('site:write')
  const change = (part: Partial<Qualification>) => setDraft({ ...draft, ...part })
  const all = withPersonas(subjects, draft.personas.map(({ name }) => name).filter(Boolean))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(view.settled)
  const isSound = isComplete(draft)
  useJudging(site, view, (judging) => setView((now) => ({ ...now, judging })))

  const save = () =>
    work(async () => {
      const kept = await settleQualification(site, draft, view.changedAt)
      setView(kept)
      setDraft(kept.settled)
      say(t('criteria.saved'))
    })

  return (
    <form
      class="criteria-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && isSound) save()
      }}
    >
      <p class="c-intro">{t('criteria.intro')}</p>
      {readOnly && <p class="quiet">{t('criteria.readOnly')}</p>}
      {view.judging && <Judging judging={view.judging} />}
      <Part title={t('criteria.criteria')} help={t('criteria.criteriaHelp')}>
        <Criteria
          criteria={draft.criteria}
          subjects={all}
          readOnly={readOnly}
          change={(criteria) => change({ criteria })}
        />
      </Part>
      <Part title={t('criteria.personas')} help={t('criteria.personasHelp')}>
        <Personas
          personas={draft.personas}
          subjects={subjects}
          readOnly={readOnly}
          change={(personas) => change({ personas })}
        />
      </Part>
      <Part title={t('criteria.assignment')} help={t('criteria.assignmentHelp')}>
        <Assignment
          rules={draft.assignment}
          subjects={all}
          readOnly={readOnly}
          change={(assignment) => change({ assignment })}
        />
      </Part>
      <Stages settled={draft} readOnly={readOnly} change={change} />
      {!readOnly && (
        <div class="c-apply">
          <div class="c-says" role="status">
            {failure ? (
              <p class="wrong">
                {failure.code === 'conflict' ? t('criteria.conflict') : t(`error.${failure.code}`)}{' '}
                {failure.code === 'conflict' && (
                  <button type="button" class="plain" onClick={reload}>
                    {t('criteria.reload')}
                  </button>
                )}
              </p>
            ) : !isChanged ? (
              <p class="quiet">{t('criteria.unchanged')}</p>
            ) : !isSound ? (
              <p>{t('criteria.incomplete')}</p>
            ) : (
              <WouldMove site={site} settled={draft} />
            )}
          </div>
          <div class="actions">
            <button type="button" disabled={!isChanged || busy} onClick={() => setDraft(view.settled)}>
              {t('criteria.discard')}
            </button>
            <button type="submit" class="primary" disabled={!isChanged || !isSound || busy}>
              {t(busy ? 'criteria.saving' : 'criteria.save')}
            </button>
          </div>
        </div>
      )}
    </form>
  )
}

type PartProps = { title: string; help: string; children: ComponentChildren }

const Part = ({ title, help, children }: PartProps) => (
  <section class="criteria-part" aria-label={title}>
    <div class="c-part-head">
      <h2>{title}</h2>
      <p class="quiet">{help}</p>
    </div>
    {children}
  </section>
)

const Judging = ({ judging }: { judging: NonNullable<QualificationView['judging']> }) => (
  <p class="c-judging" role="status">
    {judging.upTo ? count('criteria.judging', judging.judged, { day: day(judging.upTo) }) : t('criteria.judgingSoon')}
  </p>
)

const everyMs = 10_000

/** While leads are judged anew, how far that has come. */
function useJudging(site: string, { judging }: QualificationView, tell: (now: QualificationView['judging']) => void) {
  const isOn = judging !== null
  useEffect(() => {
    if (!isOn) return
    const leaving = new AbortController()
    const timer = setInterval(() => {
      // What fails is asked again the next time.
      readQualification(site, leaving.signal).then(
        ({ judging }) => tell(judging),
        () => {},
      )
    }, everyMs)
    return () => {
      clearInterval(timer)
      leaving.abort()
    }
  }, [site, isOn])
}
