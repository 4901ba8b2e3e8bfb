// The development mailbox: what would have left, to be read here.
import back from 'lucide:arrow-left'
import { useLocation } from 'preact-iso'
import type { MailboxPage } from '../../../contract/delivery.ts'
import { listMailbox, mailboxPath, mailPage, readMail } from '../../api/mail.ts'
import { t } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { useResource } from '../../resource.ts'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { MailFrame } from './mail-frame.tsx'

type Entry = MailboxPage['mails'][number]

export function MailboxPart() {
  const { query } = useLocation()
  const { rows, failure, more, retry } = usePages('mailbox', async (after, signal) => {
    const { mails, next } = await listMailbox(after, signal)
    return { rows: mails, next }
  })
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!rows) return <p class="quiet">{t('app.loading')}</p>
  if (rows.length === 0)
    return (
      <Notice title={t('mail.boxEmpty')}>
        <p>{t('mail.boxEmptyHelp')}</p>
      </Notice>
    )
  const { id } = query
  return (
    <div class={id ? 'mailbox reading' : 'mailbox'}>
      <div class="mailbox-list">
        <p class="quiet">{t('mail.boxHelp')}</p>
        <ul>
          {rows.map((mail) => (
            <li key={mail.id}>
              <a href={`/dashboard/mail/mailbox?id=${mail.id}`} aria-current={mail.id === id ? 'true' : undefined}>
                <span class="mail-name">{mail.subject}</span>
                <span class="second">
                  {mail.to} · <Time at={mail.at} />
                </span>
              </a>
            </li>
          ))}
        </ul>
        {more && (
          <button type="button" class="more" onClick={more}>
            {t('leads.more')}
          </button>
        )}
      </div>
      {id && <Reading id={id} entry={rows.find((mail) => mail.id === id)} />}
    </div>
  )
}

function Reading({ id, entry }: { id: string; entry?: Entry }) {
  const path = mailboxPath(id)
  const { data, failure, retry } = useResource(path, (signal) => readMail(path, signal))
  return (
    <div aria-busy={!data && !failure}>
      <a class="mailbox-back" href="/dashboard/mail/mailbox">
        <Icon shapes={back} /> {t('mail.boxBack')}
      </a>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {data && <MailFrame mail={data} to={entry?.to} address={mailPage(path)} />}
    </div>
  )
}
