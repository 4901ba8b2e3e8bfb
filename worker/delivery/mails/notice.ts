// Mail to the team. It names nobody: what was answered stays in the dashboard.
import { type Mail, type MailFacts, teller } from './mail.ts'

export function notice(facts: MailFacts): Mail {
  const { tell } = teller(facts)
  const form = { form: facts.form?.name ?? facts.site }
  return toTeam(
    facts,
    tell('notice_subject', form),
    tell('notice_title', form),
    tell('notice_text'),
    tell('notice_action'),
  )
}

/** The hourly budget is used up: what is still owed waits. */
export function noticeBudget(facts: MailFacts): Mail {
  const { tell } = teller(facts)
  return toTeam(facts, tell('budget_subject'), tell('budget_title'), tell('budget_text'), tell('budget_action'))
}

/** A pool runs low, or is empty and people wait. */
export function noticeStock(facts: MailFacts): Mail {
  const { tell } = teller(facts)
  const { left = -1 } = facts
  const which = left < 0 ? 'empty' : 'low'
  return toTeam(
    facts,
    tell(`stock_${which}_subject`),
    tell(`stock_${which}_title`, { count: left }),
    tell(`stock_${which}_text`),
    tell('stock_action'),
  )
}

/** What a day brought, for those who would rather not be told of each. */
export function noticeDigest(facts: MailFacts): Mail {
  const { tell } = teller(facts)
  const { leads = [], held = 0 } = facts.digest ?? {}
  const count = leads.reduce((sum, [, n]) => sum + n, held)
  const lines = leads.map(([form, count]) => tell('digest_form', { form, count }))
  const text = [tell('digest_text'), lines.join('\n'), held && tell('digest_held', { count: held })]
  return toTeam(
    facts,
    tell('digest_subject', { count }),
    tell('digest_title', { count }),
    text.filter(Boolean).join('\n\n'),
    tell('digest_action'),
  )
}

/** Somebody outside is told nothing more: they said they are gone, or took nothing for days. */
export function noticeConnection(facts: MailFacts): Mail {
  const { connection } = facts
  if (!connection) throw new TypeError('no connection')
  const { tell } = teller(facts)
  const { because, ...named } = connection
  const text = [tell(`connection_${because}`, named), tell('connection_text')]
  return toTeam(
    facts,
    tell('connection_subject', named),
    tell('connection_title', named),
    text.join('\n\n'),
    tell('connection_action'),
  )
}

function toTeam(facts: MailFacts, subject: string, title: string, text: string, label: string): Mail {
  const { links } = facts
  return {
    language: facts.language,
    sender: facts.site,
    subject,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'text', text },
      ...(links.dashboard ? [{ kind: 'action' as const, label, href: links.dashboard }] : []),
    ],
    footer: { lines: [teller(facts).tell('why_team')], links: [] },
  }
}
