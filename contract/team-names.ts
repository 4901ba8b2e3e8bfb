// What roles, rights and the entries of the audit trail are called. Apart from their schemas, so that a page naming them
// carries no validator.

export const scopes = [
  'leads:read',
  'leads:write',
  'forms:read',
  'forms:write',
  'magnets:read',
  'magnets:write',
  'site:read',
  'site:write',
  'team:write',
  'audit:read',
] as const
export type Scope = (typeof scopes)[number]

export const roles = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof roles)[number]

const owners: readonly Scope[] = ['site:write', 'team:write', 'audit:read']

/** What a role may do: owners everything; editors all but settings, team and audit trail; viewers only look. */
export function scopesOf(role: Role): readonly Scope[] {
  if (role === 'owner') return scopes
  return scopes.filter((scope) => !owners.includes(scope) && (role === 'editor' || scope.endsWith(':read')))
}

/** Nobody hands out more than they hold: a token that may invite cannot invite its way to what it may not do. */
export const mayGrant = (held: readonly Scope[], asked: readonly Scope[]): boolean =>
  asked.every((scope) => held.includes(scope))

/** What is written down for the owners. */
export const auditActions = [
  'leads.exported',
  'leads.imported',
  'leads.deleted',
  'leads.merged',
  'leads.separated',
  'note.deleted',
  'submissions.deleted',
  'member.invited',
  'member.changed',
  'member.role_changed',
  'member.link_made',
  'member.signed_out',
  'member.removed',
  'passkey.added',
  'passkey.removed',
  'token.created',
  'token.revoked',
  'site.changed',
  'form.published',
  'form.archived',
  'form.reopened',
  'form.deleted',
  'experiment.started',
  'experiment.stopped',
  'magnet.deleted',
  'connection.made',
  'connection.changed',
  'connection.secret_replaced',
  'connection.deleted',
] as const
export type AuditAction = (typeof auditActions)[number]
