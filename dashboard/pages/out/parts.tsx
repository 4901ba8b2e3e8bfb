// The pages about what comes in and goes out, beside the list.
import { useLocation } from 'preact-iso'
import { t } from '../../locale.ts'

const parts = [
  ['/dashboard/leads', 'out.toLeads'],
  ['/dashboard/leads/import', 'import.title'],
  ['/dashboard/leads/exports', 'schedule.title'],
] as const

export function Parts() {
  const { path } = useLocation()
  return (
    <nav class="parts" aria-label={t('out.parts')}>
      {parts.map(([href, name]) => (
        <a key={href} href={href} aria-current={path === href ? 'page' : undefined}>
          {t(name)}
        </a>
      ))}
    </nav>
  )
}
