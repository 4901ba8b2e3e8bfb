// The columns of a lead as fields of a form, so that whoever sets them right is held to the same rules as whoever filled it.
import { type Field, field } from '../../contract/field.ts'
import type { leadColumns } from './properties.ts'

type Column = (typeof leadColumns)[number]

/** No field of a form has a dot in its key. */
export const columnFields: Field[] = (
  [
    { kind: 'name', part: 'given', column: 'given_name' },
    { kind: 'name', part: 'family', column: 'family_name' },
    { kind: 'name', part: 'full', column: 'full_name' },
    { kind: 'company', column: 'company' },
    { kind: 'job_title', column: 'job_title' },
    { kind: 'phone', column: 'phone' },
    { kind: 'country', column: 'country' },
    { kind: 'url', column: 'website' },
  ] as const
).map(({ column, ...rest }) => ({
  ...field.parse({ ...rest, key: column, label: { en: column } }),
  key: keyOf(column),
}))

export function keyOf(column: Column): string {
  return `lead.${column}`
}

export const columnOf = (key: string): string | undefined => /^lead\.(.+)$/.exec(key)?.[1]
