// A mail as whoever gets it sees it: its head in words, itself in a frame that may do nothing.
import type { MailContent } from '../../../contract/delivery.ts'
import { t } from '../../locale.ts'
import { Facts } from '../../ui/facts.tsx'

type Props = {
  mail: MailContent
  to?: string
  address: string
  width?: 'phone' | 'desk'
}

export const MailFrame = ({ mail, to, address, width = 'desk' }: Props) => (
  <article class="mail-shown">
    <Facts
      facts={[
        [t('mail.subject'), mail.subject],
        [t('mail.from'), mail.from],
        [t('mail.to'), to],
        [t('mail.replyTo'), mail.replyTo],
      ]}
    />
    <iframe class={`mail-frame ${width}`} title={t('mail.frame', { subject: mail.subject })} src={address} />
    <details>
      <summary>{t('mail.text')}</summary>
      <pre>{mail.text}</pre>
    </details>
  </article>
)
