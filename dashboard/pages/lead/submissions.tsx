// Every form the lead sent: the answers with the labels they read, and where they came from.
import type { LeadDetail } from '../../../contract/lead.ts'
import { list, nameOf, number, t } from '../../locale.ts'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { Time } from '../../ui/time.tsx'
import { WebLink } from '../../ui/web-link.tsx'
import { Held } from './held.tsx'

type Submission = LeadDetail['history'][number]
type Answer = Submission['answers'][number]['value']

export const Submissions = ({ lead, changed }: { lead: LeadDetail; changed: () => void }) => (
  <section>
    <h2>{t('lead.submissions')}</h2>
    {lead.history.map((submission) => (
      <article key={submission.id} class="entry">
        <h3>{submission.form.name}</h3>
        <p class="quiet">
          <Time at={submission.at} /> · {t('lead.version', { n: submission.form.version })} ·{' '}
          {t('lead.inLanguage', { language: nameOf('language', submission.language) })}
          {submission.form.variant && <Variant of={submission.form} />}
          {submission.via && ` · ${t('lead.via', { email: submission.via })}`}
        </p>
        <Held submission={submission} lead={lead} changed={changed} />
        <Answers answers={submission.answers} />
        <SourceOf submission={submission} />
      </article>
    ))}
  </section>
)

function Variant({ of: { slug, variant } }: { of: Submission['form'] }) {
  if (!variant) return null
  const { number, name, letter } = variant
  return (
    <>
      {' · '}
      <a href={`/dashboard/forms/${slug}/tests/${number}`}>
        {t('lead.variant', { name, letter: letter.toUpperCase() })}
      </a>
    </>
  )
}

const Answers = ({ answers }: Pick<Submission, 'answers'>) =>
  answers.length === 0 ? (
    <p class="quiet">{t('lead.noAnswers')}</p>
  ) : (
    <Facts facts={answers.map(({ label, value }) => [label, inWords(value)])} />
  )

function inWords(value: Answer): string {
  if (typeof value === 'boolean') return t(value ? 'lead.yes' : 'lead.no')
  if (typeof value === 'number') return number(value)
  return Array.isArray(value) ? list(value) : value
}

function SourceOf({ submission }: { submission: Submission }) {
  const { page, title, referrer, campaign = {} } = submission.source
  const facts: Fact[] = [
    [t('lead.source.page'), page && <WebLink address={page} />],
    [t('lead.source.title'), title],
    [t('lead.source.referrer'), referrer && <WebLink address={referrer} />],
    ...Object.entries(campaign),
  ]
  return (
    <>
      <h4>{t('lead.source')}</h4>
      {facts.some(([, value]) => value) ? <Facts facts={facts} /> : <p class="quiet">{t('lead.noSource')}</p>}
    </>
  )
}
