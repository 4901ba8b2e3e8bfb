// The team: who is on it, one's own ways in, tokens for programs, and what was done.
import type { ComponentType } from 'preact'
import { useLocation } from 'preact-iso'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { AccessPart } from './access.tsx'
import { AuditPart } from './audit.tsx'
import { MembersPart } from './members.tsx'
import { TokensPart } from './tokens.tsx'
import './team.css'

type Part = 'members' | 'access' | 'tokens' | 'audit'

const parts: Record<Part, { address: string; shown: ComponentType; isOpen: () => boolean }> = {
  members: { address: '/dashboard/team', shown: MembersPart, isOpen: () => true },
  access: { address: '/dashboard/team/access', shown: AccessPart, isOpen: () => true },
  tokens: { address: '/dashboard/team/tokens', shown: TokensPart, isOpen: () => may('team:write') },
  audit: { address: '/dashboard/team/audit', shown: AuditPart, isOpen: () => may('audit:read') },
}

export function TeamPage() {
  const { path } = useLocation()
  const open = (Object.keys(parts) as Part[]).filter((part) => parts[part].isOpen())
  const current = open.find((part) => parts[part].address === path) ?? 'members'
  const Shown = parts[current].shown
  return (
    <>
      <div class="page-head">
        <Heading>{t('team.title')}</Heading>
      </div>
      <nav class="parts" aria-label={t('team.parts')}>
        {open.map((part) => (
          <a key={part} href={parts[part].address} aria-current={part === current ? 'page' : undefined}>
            {t(`team.part.${part}`)}
          </a>
        ))}
      </nav>
      <Shown />
    </>
  )
}
