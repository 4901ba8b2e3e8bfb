// What mails and their states are called. Apart from their schemas, so that a page naming them carries no validator.

/** Every mail there is. */
export const templates = [
  'confirm',
  'confirm-deliver',
  'deliver',
  'renew',
  'reminder',
  'rights',
  'retention-ask',
  'notice',
  'notice-budget',
  'notice-stock',
  'notice-digest',
  'notice-connection',
  'sign-in',
  'invite',
] as const

export const deliveryStates = ['pending', 'sent', 'dead'] as const

/** Those an owner may word for each form. */
export const wordedMails = ['confirm', 'deliver', 'renew', 'reminder'] as const
export type WordedMail = (typeof wordedMails)[number]
