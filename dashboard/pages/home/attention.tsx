// What waits for somebody, the most pressing first, each with the place that mends it.
import type { Attention as All } from '../../../contract/insight.ts'
import { attentionMost } from '../../../contract/insight-names.ts'
import { count, day, t } from '../../locale.ts'

type Item = { key: string; href: string; says: string; help?: string; isBroken?: boolean }

export function Attention({ all }: { all: All }) {
  const items = itemsOf(all)
  return (
    <section class="attention" aria-labelledby="attention-title">
      <h2 id="attention-title">{t('home.attention')}</h2>
      {items.length === 0 && <p class="quiet">{t('home.attentionNone')}</p>}
      <ul>
        {items.map(({ key, href, says, help, isBroken }) => (
          <li key={key} class={isBroken ? 'is-broken' : undefined}>
            <a href={href}>{says}</a>
            {help && <span class="second">{help}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function itemsOf({ held, failed, mail, connections, stock, followUps, drafts, refused }: All): Item[] {
  const items: (Item | false)[] = [
    mail.problem !== null && {
      key: 'mail',
      href: '/dashboard/mail',
      says: t('mail.problem'),
      help: t('mail.problemHelp'),
      isBroken: true,
    },
    failed > 0 && {
      key: 'failed',
      href: '/dashboard/mail?state=dead',
      says: many('home.failed', failed),
      help: t('home.failedHelp'),
      isBroken: true,
    },
    mail.problem === null &&
      mail.late > 0 && { key: 'late', href: '/dashboard/mail', says: count('mail.waiting', mail.late) },
    ...refused.map(({ slug, name, host, times }) => ({
      key: `refused ${slug} ${host}`,
      href: '/dashboard/settings',
      says: t('home.refused', { host }),
      help: count('home.refusedHelp', times, { name }),
      isBroken: true,
    })),
    ...connections.map(({ id, name, host, because }) => ({
      key: id,
      href: `/dashboard/connections/${id}`,
      says: t(because ? 'home.disconnected' : 'home.disconnecting', { name }),
      help: t(`home.disconnected.${because ?? 'since'}`, { host }),
      isBroken: true,
    })),
    ...stock.map(({ id, name, left, waiting }) => ({
      key: id,
      href: `/dashboard/magnets/${id}`,
      says: left ? count('home.stock', left, { name }) : t('home.stockNone', { name }),
      help: waiting ? count('home.stockWaiting', waiting) : undefined,
      isBroken: left === 0,
    })),
    held > 0 && {
      key: 'held',
      href: '/dashboard/leads/held',
      says: many('home.held', held),
      help: t('home.heldHelp'),
    },
    ...followUps.map(({ leadId, email, what, dueOn }) => ({
      key: `${leadId} ${dueOn} ${what}`,
      href: `/dashboard/leads/${leadId}`,
      says: what,
      help: t('home.followUp', { email, day: day(`${dueOn}T12:00`) }),
    })),
    ...drafts.map(({ slug, name, published }) => ({
      key: `draft ${slug}`,
      href: `/dashboard/forms/${slug}`,
      says: t(published ? 'home.draftChanged' : 'home.draftNew', { name }),
      help: t(published ? 'home.draftChangedHelp' : 'home.draftNewHelp'),
    })),
    mail.problem === null &&
      mail.name === 'mailbox' && {
        key: 'mailbox',
        href: '/dashboard/mail/mailbox',
        says: t('home.mailbox'),
        help: t('mail.byHelp'),
      },
  ]
  return items.filter((item) => item !== false)
}

const many = (stem: 'home.failed' | 'home.held', n: number) =>
  n >= attentionMost ? t(`${stem}_many`, { n: attentionMost }) : count(stem, n)
