// What somebody connects, as they know it, and how addresses of each look.
import type { ConnectionFormat, LeadEvent } from '../../../contract/connection-names.ts'

export const kinds: readonly ConnectionFormat[] = ['standard', 'flat', 'slack', 'teams', 'discord']

/** A message people read in a channel: no secret to check it by, and nobody else's. */
export const isChannel = (format: ConnectionFormat): boolean =>
  format === 'slack' || format === 'teams' || format === 'discord'

/** What is chosen at first. Who keeps a copy has to follow when somebody takes their word back, or is erased; a zap is made for one event. */
export const firstEvents = (format: ConnectionFormat): readonly LeadEvent[] =>
  format === 'standard' ? ['lead.created', 'lead.consent_withdrawn', 'lead.erased'] : ['lead.created']

const known: [RegExp, ConnectionFormat][] = [
  [/^hooks\.slack(-gov)?\.com$/, 'slack'],
  [/^(ptb\.|canary\.)?discord(app)?\.com$/, 'discord'],
  [/\.(webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/, 'teams'],
  [/^hooks\.zapier\.com$|^hook\.[a-z0-9.]+\.make\.com$|\.n8n\.cloud$|\.app\.n8n\.cloud$/, 'flat'],
]

/** Empty where there is none to read. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '')

/** Whose address it is, where that can be told by its looks. */
function kindOf(address: string): ConnectionFormat | undefined {
  const host = hostOf(address)
  return known.find(([looks]) => looks.test(host))?.[1]
}

/** The kind an address rather belongs to than to `format`: one of ours would not be understood there, or the other way round. */
export function otherKind(address: string, format: ConnectionFormat): ConnectionFormat | undefined {
  const kind = kindOf(address.trim())
  return kind && kind !== format && (isChannel(kind) || isChannel(format)) ? kind : undefined
}
