// From an outbox row to the mail it stands for, made at the moment of sending from what is true then.
import type { PublishedForm } from '../../contract/form.ts'
import type { Offer } from '../../contract/magnet.ts'
import type { SiteMail } from '../../contract/site.ts'
import { answer } from '../capture/answer.ts'
import { profileToken } from '../capture/profile.ts'
import { confirmLink } from '../consent/confirm/link.ts'
import { rightsLink } from '../consent/rights/link.ts'
import { unsubscribeLink } from '../consent/rights/unsubscribe-link.ts'
import type { Env } from '../env.ts'
import { keptVersion } from '../form/published.ts'
import { idTime } from '../lib/id.ts'
import { dayMs } from '../lib/time.ts'
import { activate } from '../magnet/activation.ts'
import { licence } from '../magnet/licence.ts'
import { downloadLink } from '../magnet/link.ts'
import { linkForMail } from '../team/sign-in-link.ts'
import type { MailFacts } from './mails/mail.ts'
import { makers } from './mails/templates.ts'
import { isAddress, type Mailbox, type Message, messageOf } from './message.ts'
import type { Claimed } from './outbox.ts'
import type { MailPayload, Template } from './owe.ts'
import { Refusal } from './refusal.ts'
import { wordingOf } from './wording.ts'

/** Throws a `Refusal` when there is nobody to send it to. `from` is absent with the development mailbox. */
export async function makeMessage(env: Env, row: Claimed, from: Mailbox | undefined): Promise<Message> {
  const payload: MailPayload = JSON.parse(row.payload)
  if (payload.member && !row.holder) throw new Refusal('permanent', 'nobody to send it to')
  const facts = await factsOf(env, row, payload)
  const to = payload.member ? row.holder : recipientOf(row, facts.controller?.contact)
  if (!to || !isAddress(to)) throw new Refusal('permanent', 'nobody to send it to')
  const sender = from ?? { email: `aimant@${new URL(payload.origin).hostname}` }
  const own: SiteMail = row.site_mail ? JSON.parse(row.site_mail) : {}
  const mail = makers[payload.template](facts)
  const { submission_id: about, created_at: writtenAt } = row
  const unsubscribe = mail.marketing && about ? await unsubscribeLink(env, payload.origin, about, writtenAt) : undefined
  return messageOf(
    { ...mail, unsubscribe },
    {
      owed: row.id,
      replays: row.replays,
      from: { email: sender.email, name: own.name ?? sender.name ?? facts.site },
      // The team's notices come from the house itself.
      replyTo: row.lead_id ? (own.replyTo ?? facts.controller?.contact) : undefined,
      to,
      opensDashboard: payload.member !== undefined,
    },
  )
}

function recipientOf(row: Claimed, contact = ''): string | null {
  if (row.lead_id) return row.email
  return row.team ?? (isAddress(contact) ? contact : null)
}

async function factsOf(env: Env, row: Claimed, payload: MailPayload): Promise<MailFacts> {
  const { form_slug, version, submission_id } = row
  const form = form_slug && version ? await keptVersion(env.DB, form_slug, version) : undefined
  const controller = form?.controller ?? (row.controller ? JSON.parse(row.controller) : undefined)
  const isTeams = !row.lead_id && !payload.member
  const facts: MailFacts = {
    language: (isTeams && row.team_language) || payload.language,
    site: row.site_name ?? controller?.name ?? new URL(payload.origin).host,
    controller,
    endsAt: payload.endsAt,
    left: payload.left,
    digest: payload.digest,
    connection: payload.connection,
    isReminder: payload.isReminder,
    links: row.lead_id ? {} : { dashboard: dashboardLink(row, payload) },
  }
  if (payload.member) {
    const { template, member, origin } = payload
    return { ...facts, links: { dashboard: await linkForMail(env.DB, { template, member, origin }, Date.now()) } }
  }
  if (!form || !submission_id) return facts
  return {
    ...facts,
    accent: form.theme.accent,
    form: { name: form.name },
    magnet: form.offer,
    wording: wordingOf(form, payload.template, payload.language),
    ...(row.lead_id && (await visitorFacts(env, row, submission_id, form, payload))),
  }
}

async function visitorFacts(env: Env, row: Claimed, submissionId: string, form: PublishedForm, payload: MailPayload) {
  const [{ links, ...facts }, home] = await Promise.all([
    visitorLinks(env, row, submissionId, form, payload),
    homeLink(env, row, form, payload.template),
  ])
  return { ...facts, links: { ...links, home } }
}

/** To the site's front page, where whoever comes back by it is not asked the same twice. Only in mails about what it gave. */
async function homeLink(env: Env, row: Claimed, form: PublishedForm, template: Template): Promise<string | undefined> {
  const [home] = form.origins
  if (!home || !row.lead_id || !['deliver', 'renew', 'reminder'].includes(template)) return undefined
  const token = await profileToken(env, row.lead_id, Date.parse(row.created_at) + homeDays * dayMs)
  return `${home}/?aimant=${token}`
}

async function visitorLinks(env: Env, row: Claimed, submissionId: string, form: PublishedForm, payload: MailPayload) {
  const { template, origin } = payload
  const rights = await rightsLink(env, origin, submissionId, row.created_at)
  if (template.startsWith('confirm')) {
    const { href, expiresAt } = await confirmLink(env, origin, submissionId, row.created_at)
    return { expiresAt, links: { rights, confirm: href } }
  }
  const { offer } = form
  if (offer?.kind === 'code') return { code: offer.terms.shared ?? row.code ?? undefined, links: { rights } }
  if (offer?.kind === 'trial') {
    const { code, href, endsAt } = await trialOf(env, row, offer, payload)
    return { code, endsAt: endsAt ?? payload.endsAt, links: { rights, download: href } }
  }
  const { magnet } =
    template === 'renew' || isLate(submissionId, row)
      ? await renewed(env, origin, form, submissionId, row.created_at)
      : await answer(env, origin, form, submissionId)
  const link = magnet && 'href' in magnet ? magnet : undefined
  return { expiresAt: link?.expiresAt, links: { rights, download: link?.href } }
}

type TrialFacts = { code?: string; href?: string; endsAt?: string }

async function trialOf(
  env: Env,
  row: Claimed,
  { id: magnetId, terms }: Extract<Offer, { kind: 'trial' }>,
  { language, origin }: MailPayload,
): Promise<TrialFacts> {
  const { claim_id: submissionId, lead_id: leadId, email, given_at: startedAt, ends_at: endsAt } = row
  const { start } = terms
  if (!submissionId || !leadId || !email) return {}
  if (startedAt && endsAt) {
    const trial = { origin, magnetId, leadId, startedAt, endsAt }
    const code = start.by === 'licence' ? await licence(env, trial) : row.code
    return { code: code ?? undefined, href: row.href ?? undefined, endsAt }
  }
  if (start.by !== 'address') return {}
  return activate(
    env,
    terms,
    start,
    { magnetId, submissionId, leadId, email, language, origin },
    new Date().toISOString(),
  )
}

const homeDays = 180

// What was held, or waited to be confirmed, must not bring a link that is about to end, or has.
const lateMs = 3 * 60 * 60 * 1000
const isLate = (submissionId: string, row: Claimed): boolean =>
  Date.parse(row.created_at) > idTime(submissionId) + lateMs

// Counted from when it was asked for: a second try of the same mail carries the same link.
async function renewed(env: Env, origin: string, form: PublishedForm, submissionId: string, askedAt: string) {
  if (!form.offer) return {}
  const expiresAt = Date.parse(askedAt) + form.delivery.linkDays * dayMs
  const href = await downloadLink(env, origin, { submissionId, magnetId: form.offer.id, expiresAt })
  return { magnet: { href, expiresAt: new Date(expiresAt).toISOString() } }
}

const dashboardLink = (row: Claimed, { origin, template }: MailPayload): string =>
  template === 'notice' ? `${origin}/dashboard/leads/${row.about}` : `${origin}/dashboard${places[template] ?? ''}`

const places: Partial<Record<Template, string>> = {
  'notice-budget': '/mail?state=pending',
  'notice-digest': '/leads',
  'notice-connection': '/connections',
}
