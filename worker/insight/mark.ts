// Where somebody stopped, or what was refused of an answer: one number of many, by question, source and kind of device.
import { type FieldErrorCode, fieldErrors } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { atConsents, otherField, otherSources } from '../../contract/insight-names.ts'
import { consentName } from '../../widget/read-form.ts'
import type { Audience } from './audience.ts'
import type { Beacon } from './beacon.ts'
import type { Cells } from './cell.ts'

/** `back`: who was told to have stopped there has gone on. */
type What = 'left' | 'back' | 'wrong'
type Said = { what: What; field: string; code: FieldErrorCode | '-' }
export type Mark = Said & {
  source: string
  device: Audience['device']
  /** The version that was met, while it is tried against others. */
  variant?: string
}

/** What a beacon tells of this form: of questions it asks, and of errors there are. */
export function marksOf(form: Pick<PublishedForm, 'steps' | 'consents'>, beacon: Beacon): Said[] {
  const field = (said: string) => fieldIn(form, said)
  switch (beacon.event) {
    case 'view':
      return []
    case 'left':
      return [
        ...(beacon.was ? [{ what: 'back', field: field(beacon.was), code: '-' } as const] : []),
        ...(beacon.at ? [{ what: 'left', field: field(beacon.at), code: '-' } as const] : []),
      ]
    case 'wrong':
      return beacon.errors.flatMap(([key, said]) => {
        const code = fieldErrors.find((one) => one === said)
        return code && isAsked(form, key) ? [{ what: 'wrong', field: key, code } as const] : []
      })
  }
}

function fieldIn({ steps, consents }: Pick<PublishedForm, 'steps' | 'consents'>, said: string): string {
  if (steps.some((_, i) => said === String(i + 1))) return said
  if (consents.some(({ purpose }) => said === consentName(purpose))) return atConsents
  return isAsked({ steps }, said) ? said : otherField
}

const isAsked = ({ steps }: Pick<PublishedForm, 'steps'>, said: string) =>
  steps.some(({ fields }) => fields.some(({ key }) => key === said))

/** No part of it has a space in it. */
export const markKey = ({ what, field, code, source, device, variant = '-' }: Mark): string =>
  `${what} ${field} ${code} ${source} ${device} ${variant}`

export function readMark(key: string): Required<Mark> {
  const [what, field, code, source, device, variant] = key.split(' ')
  return { what, field, code, source, device, variant } as Required<Mark>
}

/** From so many cells in a row on, sources are no longer told apart, then devices and variants, then questions. */
export const mostMarks = { source: 400, device: 500, field: 600 }

/** `more` as it can be added to a row that has `known` already: all of it counted, under coarser names where there are too many. */
export function withinMarks(known: Iterable<string>, more: Cells): Cells {
  const keys = new Set(known)
  const added: Cells = {}
  for (const [key, n] of Object.entries(more)) {
    const mark = readMark(key)
    const anywhere = { ...mark, source: otherSources }
    const anyhow = { ...anywhere, device: '-', variant: '-' } as const
    const isRoom = (one: Mark, most: number) => keys.size < most || keys.has(markKey(one))
    const fitting = isRoom(mark, mostMarks.source)
      ? mark
      : isRoom(anywhere, mostMarks.device)
        ? anywhere
        : isRoom(anyhow, mostMarks.field)
          ? anyhow
          : ({ ...anyhow, field: otherField, code: '-' } as const)
    const name = markKey(fitting)
    keys.add(name)
    added[name] = (added[name] ?? 0) + n
  }
  return added
}
