// Whom the rules on screen would move, asked whenever they rest; the numbers first, the people within reach.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Qualification, QualificationPreview } from '../../../contract/qualification.ts'
import { previewQualification } from '../../api/qualification.ts'
import { criterionName } from '../../criterion-words.ts'
import { count, t, tIfKnown } from '../../locale.ts'
import { useResource } from '../../resource.ts'

const pauseMs = 400

type Props = { site: string; settled: Qualification }

export function WouldMove({ site, settled }: Props) {
  const wanted = JSON.stringify(settled)
  const [asked, setAsked] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs)
    return () => clearTimeout(timer)
  }, [wanted])
  const { data, failure } = useResource(`would ${site} ${asked}`, () => previewQualification(site, JSON.parse(asked)))
  // Who was told last stays in sight, and unfolded, until the next answer is there.
  const last = useRef<QualificationPreview | undefined>(undefined)
  const isCurrent = data !== undefined && asked === wanted
  if (isCurrent) last.current = data
  if (failure) return <p class="wrong">{t(`error.${failure.code}`)}</p>
  return (
    <div aria-busy={!isCurrent}>
      {isCurrent ? (
        <p>
          <strong>{data.moved ? count('criteria.would', data.moved) : t('criteria.wouldNobody')}</strong>{' '}
          {data.more && <span class="quiet">{t('criteria.among', { n: data.looked })}</span>}
        </p>
      ) : (
        <p class="quiet">{t('criteria.counting')}</p>
      )}
      {last.current && last.current.moved > 0 && <Who told={last.current} settled={settled} />}
    </div>
  )
}

const Who = ({ told, settled }: { told: QualificationPreview; settled: Qualification }) => (
  <details>
    <summary>{t('criteria.details')}</summary>
    <div class="c-who">
      {told.qualified.first.length > 0 && (
        <Moved
          title={[
            told.qualified.gained ? count('criteria.gained', told.qualified.gained) : '',
            told.qualified.lost ? count('criteria.lost', told.qualified.lost) : '',
          ]
            .filter(Boolean)
            .join(', ')}
          people={told.qualified.first}
        >
          {({ gained }) => t(gained ? 'qualification.yes' : 'qualification.no')}
        </Moved>
      )}
      {told.criteria
        .filter(({ first }) => first.length > 0)
        .map(({ id, count: n, first }) => (
          <Moved
            key={id}
            title={titleOf(criterionName(settled.criteria.find((one) => one.id === id) ?? { id }), n)}
            people={first}
          >
            {({ from, to }) => `${t(`qualification.${from}`)} → ${t(`qualification.${to}`)}`}
          </Moved>
        ))}
      {told.personas.first.length > 0 && (
        <Moved title={titleOf(t('criteria.personas'), told.personas.count)} people={told.personas.first}>
          {({ from, to }) => `${from ?? t('criteria.noPersona')} → ${to ?? t('criteria.noPersona')}`}
        </Moved>
      )}
      {told.stages.first.length > 0 && (
        <Moved title={titleOf(t('criteria.stage'), told.stages.count)} people={told.stages.first}>
          {({ from, to }) => `${stageName(from)} → ${stageName(to)}`}
        </Moved>
      )}
    </div>
  </details>
)

const titleOf = (name: string, n: number) => `${name} · ${count('criteria.moved', n)}`
const stageName = (stage: string | null) => tIfKnown(`stage.${stage}`) ?? ''

type Person = { id: string; email: string; fullName: string | null }
type MovedProps<P> = { title: string; people: P[]; children: (person: P) => ComponentChildren }

const Moved = <P extends Person>({ title, people, children }: MovedProps<P>) => (
  <section>
    <h3>{title}</h3>
    {people.length === 20 && <p class="quiet">{t('criteria.firstTwenty')}</p>}
    <ul>
      {people.map((person) => (
        <li key={person.id}>
          <a href={`/dashboard/leads/${person.id}`}>{person.fullName || person.email}</a>
          <span class="quiet">{children(person)}</span>
        </li>
      ))}
    </ul>
  </section>
)
