// Mail: what is owed and what became of it, the development mailbox, and mails to look at before anybody gets them.
import { useLocation } from 'preact-iso'
import { t } from '../../locale.ts'
import { Heading } from '../../ui/heading.tsx'
import { MailboxPart } from './mailbox.tsx'
import { NoticesPart } from './notices.tsx'
import { OutboxPart } from './outbox.tsx'
import { PreviewPart } from './preview.tsx'
import { SenderPart } from './sender.tsx'
import { TransportState } from './transport-state.tsx'
import { WordingPart } from './wording.tsx'
import './mail.css'

const parts = {
  outbox: OutboxPart,
  mailbox: MailboxPart,
  wording: WordingPart,
  preview: PreviewPart,
  sender: SenderPart,
  notices: NoticesPart,
}
type Part = keyof typeof parts

const addressOf = (part: Part) => (part === 'outbox' ? '/dashboard/mail' : `/dashboard/mail/${part}`)

export function MailPage() {
  const { path } = useLocation()
  const names = Object.keys(parts) as Part[]
  const current = names.find((part) => path === addressOf(part)) ?? 'outbox'
  const Shown = parts[current]
  return (
    <>
      <div class="page-head">
        <Heading>{t('mail.title')}</Heading>
      </div>
      <TransportState />
      <nav class="mail-parts" aria-label={t('mail.parts')}>
        {names.map((part) => (
          <a key={part} href={addressOf(part)} aria-current={part === current ? 'page' : undefined}>
            {t(`mail.${part}`)}
          </a>
        ))}
      </nav>
      <Shown />
    </>
  )
}
