// What waits for somebody, gathered from every part; and how far a new owner has come.
import type { Attention } from '../../contract/insight.ts'
import { attentionMost } from '../../contract/insight-names.ts'
import { countHeld } from '../capture/held-list.ts'
import { troubledConnections } from '../connection/store.ts'
import { listDeliveries, transportStatus } from '../delivery/list.ts'
import type { Env } from '../env.ts'
import { formBriefs } from '../form/brief.ts'
import { countLeads } from '../lead/count.ts'
import { listFollowUps } from '../lead/follow-up.ts'
import { listMagnets } from '../magnet/store.ts'
import type { Actor } from '../team/session.ts'
import { isAnythingCounted, readRefused } from './read.ts'

const refusedDays = 7
const mostListed = 5

export async function readAttention(env: Env, actor: Actor, now: number): Promise<Attention> {
  const { DB } = env
  const today = new Date(now).toISOString().slice(0, 10)
  const [held, dead, mail, magnets, connections, due, forms, refused, leads, isSeen] = await Promise.all([
    countHeld(DB, attentionMost),
    listDeliveries(DB, 'dead', attentionMost),
    transportStatus(env, now),
    listMagnets(DB),
    troubledConnections(DB, now, mostListed),
    listFollowUps(DB, { whose: 'all', to: today }, actor, mostListed),
    formBriefs(DB),
    readRefused(DB, now, refusedDays),
    countLeads(DB, { held: 'all' }, 1),
    isAnythingCounted(DB),
  ])
  const isPublished = forms.some(({ version }) => version !== null)
  const hasLead = leads.count > 0
  return {
    held: Math.min(
      attentionMost,
      held.reasons.reduce((sum, { count }) => sum + count, 0),
    ),
    failed: dead.deliveries.length,
    mail: { name: mail.name, problem: mail.problem, late: mail.waiting },
    connections,
    stock: magnets.flatMap(({ id, name, stock, terms }) => {
      if (!stock || (stock.left > lowAt(terms) && !stock.waiting)) return []
      return [{ id, name, left: stock.left, waiting: stock.waiting }]
    }),
    followUps: due.followUps.map(({ lead, what, dueOn }) => ({ leadId: lead.id, email: lead.email, what, dueOn })),
    drafts: forms
      .filter(({ version, isChanged, isArchived }) => !isArchived && (version === null || isChanged))
      .map(({ slug, name, version }) => ({ slug, name, published: version !== null })),
    refused: refused.toSorted((a, b) => b.times - a.times).slice(0, mostListed),
    begun: { published: isPublished, seen: isSeen || hasLead, lead: hasLead },
  }
}

type Terms = Awaited<ReturnType<typeof listMagnets>>[number]['terms']

function lowAt(terms: Terms): number {
  if (!terms) return 0
  if ('lowAt' in terms) return terms.lowAt
  return 'start' in terms && terms.start.by === 'key' ? terms.start.lowAt : 0
}
