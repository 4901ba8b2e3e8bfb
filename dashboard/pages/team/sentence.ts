// An entry of the audit trail as a sentence. One the server knows and we do not yet is shown by its name.
import type { AuditLine } from '../../../contract/team.ts'
import { countIfKnown, tIfKnown } from '../../locale.ts'

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
  const said = (parts: (string | number | null | undefined)[]) => parts.filter(Boolean).join(' · ') || undefined
  const { format, preset, filter, scopes, changed, what, version } = detail
  if (action === 'leads.exported')
    return said([format, preset === 'generic' ? '' : preset, ...filtersOf(String(filter ?? ''))])
  if (action === 'token.created') return said(words(scopes).map((scope) => tIfKnown(`scope.${scope}`) ?? scope))
  return said([changed, what, version])
}

/** A list's filter as its address has it, part by part. */
function filtersOf(query: string): string[] {
  return [...new URLSearchParams(query)]
    .filter(([name, value]) => name !== 'held' || value !== 'no')
    .map(([name, value]) => tIfKnown(`audit.filter.${name}`, { value }) ?? `${name} ${value}`)
}

const words = (list: unknown) => String(list ?? '').split(' ')
