// What connections, their events and their states are called. Apart from their schemas, so that a page naming them carries no
// validator.

/** What happens to a lead, as others are told of it. */
export const leadEvents = [
  'lead.created',
  'lead.confirmed',
  'lead.qualified',
  'lead.stage_changed',
  'lead.consent_withdrawn',
  'lead.erased',
] as const
export type LeadEvent = (typeof leadEvents)[number]

/** Sent by the test button, whatever was chosen. */
export const testEvent = 'webhook.test'
export type EventType = LeadEvent | typeof testEvent

/** `flat`: one level of keys, for tools that map fields. The last three: a message in a channel. */
export const connectionFormats = ['standard', 'flat', 'slack', 'teams', 'discord'] as const
export type ConnectionFormat = (typeof connectionFormats)[number]

/** `disabled`: by us, since the other side said it is gone or took nothing for days. */
export const connectionStates = ['active', 'paused', 'disabled'] as const
export type ConnectionState = (typeof connectionStates)[number]

/** Why we disabled it. */
export const disabledReasons = ['gone', 'failing'] as const
export type DisabledReason = (typeof disabledReasons)[number]

/** Why an attempt failed. `status`: it answered otherwise than with 2xx. */
export const attemptProblems = [
  'status',
  'redirect',
  'timeout',
  'unreachable',
  'address_refused',
  'too_large',
  'internal',
] as const
export type AttemptProblem = (typeof attemptProblems)[number]

/** Words of messages in channels. */
export const connectionLanguages = ['fr', 'en'] as const
export type ConnectionLanguage = (typeof connectionLanguages)[number]

export const mostConnections = 20
/** How long a replaced secret signs beside the new one. */
export const rotationHours = 24
/** How long the log of what was sent is kept. */
export const logDays = 30
