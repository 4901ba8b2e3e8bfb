// Brings what was promised: the visitor's own link to it, their code or their trial.
import { type Mail, type MailFacts, teller, visitorFooter } from './mail.ts'

export const deliver = (facts: MailFacts): Mail => bringing(facts, 'deliver')

/** A fresh link in place of one that has expired. */
export const renew = (facts: MailFacts): Mail => bringing(facts, 'renew')

function bringing(facts: MailFacts, which: 'deliver' | 'renew'): Mail {
  const { tell, subject, intro, day } = teller(facts)
  const { links, magnet, code, expiresAt, endsAt } = facts
  if (!(links.download || code) || !magnet) throw new TypeError('nothing to deliver')
  return {
    language: facts.language,
    sender: facts.site,
    accent: facts.accent,
    subject: subject(`${which}_subject`),
    blocks: [
      { kind: 'title', text: tell(`${which}_title`) },
      { kind: 'text', text: intro(`${which}_intro`) },
      ...(code ? [{ kind: 'code' as const, text: code }] : []),
      ...(links.download ? [{ kind: 'action' as const, label: actionLabel(facts), href: links.download }] : []),
      ...(magnet.kind === 'trial' && endsAt
        ? [{ kind: 'small' as const, text: tell('deliver_trial_until', { day: day(endsAt) }) }]
        : []),
      ...(magnet.kind !== 'trial' && links.download && expiresAt
        ? [{ kind: 'small' as const, text: tell('deliver_until', { day: day(expiresAt) }) }]
        : []),
    ],
    footer: visitorFooter(facts),
  }
}

/** "Download (PDF, 1.2 MB)": nobody should wonder what a link will do. */
function actionLabel(facts: MailFacts): string {
  const { tell, size } = teller(facts)
  const { magnet } = facts
  if (magnet?.kind === 'trial') return tell('deliver_trial')
  if (magnet?.kind !== 'file') return tell('deliver_link')
  const type = kinds[magnet.type ?? '']
  const what = [type, magnet.bytes && size(magnet.bytes)].filter(Boolean).join(', ')
  return what ? `${tell('deliver_file')} (${what})` : tell('deliver_file')
}

const kinds: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'application/epub+zip': 'EPUB',
}
