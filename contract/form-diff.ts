// What differs between two versions of a form, told by what things are and not by where they stand: a question that was moved is
// moved, and not everything after it changed. Pure; the API answers it, the dashboard puts it into words.
import type { FormDefinition } from './form.ts'

/** A value that stands for itself; lists that are one setting are told whole. */
export type Told = string | number | boolean | unknown[]

/**
 * `path` names things: `fields.email.label.fr`, `consents.newsletter`, `steps.you.title.fr`, `texts.title.fr`, `display.trigger.seconds`.
 * `name`: what the question, box or step is called, in the form's default language.
 */
export type Change = {
  what: 'added' | 'removed' | 'moved' | 'changed'
  path: string[]
  name?: string
  before?: Told
  after?: Told
}

type Named = { id: string; name?: string; of: Record<string, unknown> }
type Groups = Record<'steps' | 'fields' | 'consents', Named[]>

/** From `before` to `after`; empty when they say the same. */
export function changesBetween(before: FormDefinition, after: FormDefinition): Change[] {
  const [was, is] = [groupsOf(before), groupsOf(after)]
  const changes = (['steps', 'fields', 'consents'] as const).flatMap((group) => listed(group, was[group], is[group]))
  const placed = new Map(stepsOfFields(before))
  const inOtherStep = stepsOfFields(after).filter(([key, step]) => placed.has(key) && placed.get(key) !== step)
  for (const [key] of inOtherStep)
    if (!changes.some(({ what, path }) => what === 'moved' && path[0] === 'fields' && path[1] === key))
      changes.push({ what: 'moved', path: ['fields', key], name: is.fields.find(({ id }) => id === key)?.name })
  const { steps: _s, consents: _c, ...restBefore } = before
  const { steps: _t, consents: _d, ...restAfter } = after
  return [...changes, ...leaves([], restBefore, restAfter)]
}

function groupsOf({ steps, consents, defaultLanguage }: FormDefinition): Groups {
  const say = (text?: Record<string, string>) => text?.[defaultLanguage]
  return {
    steps: steps.map(({ fields: _, ...step }) => ({ id: step.id, name: say(step.title), of: step })),
    fields: steps.flatMap((step) => step.fields.map((field) => ({ id: field.key, name: say(field.label), of: field }))),
    consents: consents.map((each) => ({ id: each.purpose, name: say(each.label), of: each })),
  }
}

const stepsOfFields = ({ steps }: FormDefinition): [key: string, step: string][] =>
  steps.flatMap((step) => step.fields.map(({ key }): [string, string] => [key, step.id]))

function listed(group: keyof Groups, before: Named[], after: Named[]): Change[] {
  const told = (what: Change['what'], { id, name }: Named): Change => ({
    what,
    path: [group, id],
    ...(name !== undefined && { name }),
  })
  const common = after.filter(({ id }) => before.some((each) => each.id === id))
  const order = common.map(({ id }) => before.findIndex((each) => each.id === id))
  const kept = longestRising(order)
  return [
    ...before.filter(({ id }) => !after.some((each) => each.id === id)).map((each) => told('removed', each)),
    ...after.filter(({ id }) => !before.some((each) => each.id === id)).map((each) => told('added', each)),
    ...common.filter((_, i) => !kept.has(order[i]!)).map((each) => told('moved', each)),
    ...common.flatMap((each) => {
      const was = before.find(({ id }) => id === each.id)!
      return leaves([group, each.id], was.of, each.of).map((change) => ({ ...change, name: each.name ?? was.name }))
    }),
  ]
}

/** Every setting that differs. What is in a list is told with the list. */
function leaves(path: string[], before: unknown, after: unknown): Change[] {
  if (isGroup(before) && isGroup(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      leaves([...path, key], before[key], after[key]),
    )
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  // A whole group that came or went is told by what is in it.
  if (isGroup(before ?? after) && (before === undefined || after === undefined))
    return leaves(path, before ?? {}, after ?? {})
  return [
    {
      what: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
      path,
      ...(before !== undefined && { before: before as Told }),
      ...(after !== undefined && { after: after as Told }),
    },
  ]
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The most numbers that can stay where they are: all others were moved. */
function longestRising(numbers: number[]): Set<number> {
  const best: number[][] = []
  for (const number of numbers) {
    const before = best
      .filter((run) => run.at(-1)! < number)
      .reduce<number[]>((a, b) => (b.length > a.length ? b : a), [])
    best.push([...before, number])
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []))
}
