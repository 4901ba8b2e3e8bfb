// What the forms give: each magnet with who gives it and what became of it.
import plus from 'lucide:plus'
import { described } from '../../../contract/described.ts'
import type { MagnetListed } from '../../../contract/magnet.ts'
import { listMagnets } from '../../api/magnets.ts'
import { count, locale, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { MagnetMark } from './mark.tsx'
import './magnets.css'

export function MagnetsPage() {
  const { data, failure, retry } = useResource('magnets', listMagnets)
  return (
    <>
      <div class="page-head">
        <div>
          <Heading>{t('magnets.title')}</Heading>
          <p class="quiet">{t('magnets.lead')}</p>
        </div>
        {may('magnets:write') && data && data.magnets.length > 0 && <NewLink />}
      </div>
      <div aria-busy={!data && !failure}>
        {!data && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data?.magnets.length === 0 && (
          <Notice title={t('magnets.empty')}>
            <p>{t('magnets.emptyHelp')}</p>
            {may('magnets:write') && <NewLink />}
          </Notice>
        )}
        {data && data.magnets.length > 0 && <List magnets={data.magnets} />}
      </div>
    </>
  )
}

const NewLink = () => (
  <a class="button primary" href="/dashboard/magnets/new">
    <Icon shapes={plus} />
    {t('magnets.new')}
  </a>
)

const List = ({ magnets }: { magnets: MagnetListed[] }) => (
  <table class="magnets">
    <thead>
      <tr>
        {(['name', 'what', 'forms', 'numbers'] as const).map((column) => (
          <th key={column} scope="col">
            {t(`magnets.column.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {magnets.map((magnet) => (
        <tr key={magnet.id}>
          <td>
            <a href={`/dashboard/magnets/${magnet.id}`}>{magnet.name}</a>
            <span class="second">{t(`magnet.kind.${magnet.kind}`)}</span>
          </td>
          <td>
            {contentOf(magnet)} <MagnetMark magnet={magnet} />
          </td>
          <td>
            {magnet.forms.length === 0 && <span class="quiet">{t('magnets.noForm')}</span>}
            {magnet.forms.map((form) => (
              <span key={form.slug} class="magnets-form">
                {form.name}
                {!form.isPublished && <span class="quiet"> ({t('magnets.onlyDraft')})</span>}
              </span>
            ))}
          </td>
          <td>
            {numbersOf(magnet).map((words) => (
              <span key={words} class="magnets-number">
                {words}
              </span>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

function contentOf({ kind, file, url, terms, stock }: MagnetListed): string {
  if (kind === 'file') return file ? described(file, locale.value) : t('magnet.noFile')
  if (kind === 'link') return url ? new URL(url).host : ''
  if (terms && 'days' in terms) return `${count('magnet.days', terms.days)} · ${t(`magnet.start.${terms.start.by}`)}`
  return stock ? t('magnet.code.pool') : t('magnet.shared')
}

export function numbersOf({ kind, use, stock, running }: MagnetListed): string[] {
  const opened =
    (kind === 'file' || kind === 'link') && (use.people ? count('magnet.people', use.people) : t('magnet.peopleNone'))
  const codes = stock && [count('magnet.given', stock.total - stock.left), count('magnet.left', stock.left)]
  const trials = running !== null && count('magnet.running', running)
  const waiting = stock?.waiting ? count('magnet.waiting', stock.waiting) : undefined
  return [opened, ...(codes ?? []), trials, waiting].filter((words): words is string => Boolean(words))
}
