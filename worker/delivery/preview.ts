// A mail as it would read, made from a form's draft: what the owner is writing, before anybody gets it.
import type { MailContent, MailWording } from '../../contract/delivery.ts'
import { readDraft } from '../form/store.ts'
import { dayMs } from '../lib/time.ts'
import { offerOf } from '../magnet/store.ts'
import { siteOf } from '../site/settings.ts'
import { contentOf } from './mailbox.ts'
import { makers } from './mails/templates.ts'
import { type Mailbox, messageOf } from './message.ts'
import type { Template } from './owe.ts'
import { wordingOf } from './wording.ts'

export type Asked = {
  slug: string
  template: Template
  language?: string
  /** In place of what the draft says. */
  words?: MailWording
  origin: string
  from?: Mailbox
}

/** Its links lead nowhere. Throws `form_unknown`. */
export const previewMail = async (db: D1Database, asked: Asked, nowMs: number): Promise<MailContent> =>
  contentOf((await previewMessage(db, asked, 'preview', nowMs)).message)

/** The message as it would leave, to its own sender, and the site it speaks for. */
export async function previewMessage(db: D1Database, asked: Asked, owed: string, nowMs: number) {
  const { template, origin, from = { email: `aimant@${new URL(origin).hostname}` } } = asked
  const { draft, site: siteId } = await readDraft(db, asked.slug)
  const site = await siteOf(db, siteId)
  const offer = draft.magnet ? await offerOf(db, draft.magnet) : undefined
  const language = asked.language ?? draft.defaultLanguage
  const linkEnd = new Date(nowMs + draft.delivery.linkDays * dayMs).toISOString()
  const nowhere = `${origin}/preview`
  const hasLink = offer?.kind === 'trial' ? offer.terms.start.by === 'address' : offer?.kind !== 'code'
  const mail = makers[template]({
    language,
    site: site?.name ?? draft.name,
    controller: site?.controller,
    accent: draft.theme.accent,
    form: { name: draft.name },
    magnet: offer ?? { name: draft.texts.title[language] ?? draft.name, kind: 'link' },
    wording: asked.words ?? wordingOf(draft, template, language),
    expiresAt: linkEnd,
    code: hasLink ? undefined : 'XXXX-XXXX-XXXX',
    left: 20,
    connection: { name: 'CRM', host: 'hooks.example.com', because: 'failing' },
    digest: { leads: [[draft.name, 3]], held: 1 },
    endsAt: new Date(nowMs + 3 * dayMs).toISOString(),
    links: { download: hasLink ? nowhere : undefined, confirm: nowhere, rights: nowhere, dashboard: nowhere },
  })
  const replyTo = template.startsWith('notice') ? undefined : (site?.mail.replyTo ?? site?.controller?.contact)
  const message = messageOf(mail, {
    owed,
    replays: 0,
    from: { email: from.email, name: site?.mail.name ?? from.name ?? site?.name },
    replyTo,
    to: from.email,
  })
  return { message, site }
}
