// Every mail there is, by the name the outbox knows it by.
import type { Template } from '../owe.ts'
import { confirm, confirmDeliver } from './confirm.ts'
import { deliver, renew } from './deliver.ts'
import type { Mail, MailFacts } from './mail.ts'
import { notice, noticeBudget, noticeConnection, noticeDigest, noticeStock } from './notice.ts'
import { reminder } from './reminder.ts'
import { retentionAsk, rights } from './rights.ts'
import { invite, signIn } from './sign-in.ts'

/** Each throws a TypeError when what it is about is missing. */
export const makers: Record<Template, (facts: MailFacts) => Mail> = {
  confirm,
  'confirm-deliver': confirmDeliver,
  deliver,
  renew,
  reminder,
  rights,
  'retention-ask': retentionAsk,
  notice,
  'notice-budget': noticeBudget,
  'notice-stock': noticeStock,
  'notice-digest': noticeDigest,
  'notice-connection': noticeConnection,
  'sign-in': signIn,
  invite,
}
