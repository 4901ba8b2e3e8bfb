// An entry of the audit trail as a sentence. One the server knows and we do not yet is shown by its name.
import type { AuditLine } from '../../../contract/team.ts'
import { countIfKnown, list, tIfKnown } from '../../locale.ts'

type Entry = Pick<AuditLine, 'action' | 'detail'>

export function sentenceOf({ action, detail }: Entry): string {
  const values = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, value ?? '']))
  const role = (key: string) => tIfKnown(`role.${values[key]}`) ?? values[key] ?? ''
  const named = { ...values, role: role('role'), from: role('from') }
  const known =
    typeof detail.count === 'number'
      ? countIfKnown(`audit.${action}`, detail.count, named)
      : tIfKnown(`audit.${action}`, named)
  return known ?? action
}

/** What a sentence leaves out: what was filtered by, which rights, which settings. */
export function detailOf({ action, detail }: Entry): string | undefined {
  const { format, preset, filter, scopes } = detail
  if (action === 'leads.exported')
    return list([format, preset === 'generic' ? '' : preset, filter].filter(Boolean).map(String))
  if (action === 'token.created')
    return list(
      String(scopes ?? '')
        .split(' ')
        .map((scope) => tIfKnown(`scope.${scope}`) ?? scope),
    )
  const rest = Object.entries(detail).filter(([key]) => ['changed', 'what', 'version'].includes(key))
  return rest.length ? list(rest.map(([, value]) => String(value))) : undefined
}
