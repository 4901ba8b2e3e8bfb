// Everything that can be done to a draft, each giving another draft and leaving the one it was given as it is. Pure.
import type { Field } from '../../../contract/field.ts'
import type { FormDefinition } from '../../../contract/form.ts'
import { everyText } from '../../../contract/form-texts.ts'
import type { Localized } from '../../../contract/text.ts'

export type Path = (string | number)[]
export type Kind = Field['kind']
export type At = { step: number; at: number }

/** Puts a value where `path` leads; `undefined` takes away what is there. */
export function setAt<T>(whole: T, path: Path, value: unknown): T {
  const [key, ...rest] = path
  if (key === undefined) return value as T
  const inner = rest.length ? setAt((whole as never)?.[key] ?? {}, rest, value) : value
  if (Array.isArray(whole)) return whole.with(key as number, inner) as T
  const { [key as string]: _, ...others } = (whole ?? {}) as Record<string, unknown>
  // In its place, so that nothing seems to have moved.
  return inner === undefined ? (others as T) : ({ ...whole, [key]: inner } as T)
}

export const valueAt = (whole: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], whole)

/** A text in one language; emptied, it is gone in that language, and gone altogether where it was the last. */
export function setText(draft: FormDefinition, path: Path, language: string, words: string): FormDefinition {
  const { [language]: _, ...others } = (valueAt(draft, path) ?? {}) as Localized
  // What has to be there stays, empty, and is asked for.
  const isKept = words !== '' || isRequired(path)
  const text: Localized = isKept ? { ...others, [language]: words } : others
  const tidied = words === '' && language !== draft.defaultLanguage ? others : text
  return setAt(draft, path, Object.keys(tidied).length ? tidied : undefined)
}

const isRequired = (path: Path) =>
  path.at(-1) === 'label' || path.join('.') === 'texts.title' || path.at(-2) === 'closes'

export const fieldsOf = (draft: FormDefinition): Field[] => draft.steps.flatMap(({ fields }) => fields)

/** A key made of words, that no other has: `prenom`, `question_2`. */
export function freeKey(wanted: string, taken: string[]): string {
  const plain = wanted
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 34)
  const base = plain && plain !== 'constructor' && plain !== 'website_url' ? plain : 'question'
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}_${n}`
    if (!taken.includes(key)) return key
  }
}

const keys = (draft: FormDefinition) => fieldsOf(draft).map(({ key }) => key)

/** A new question of a kind, with the least it needs. */
export function newField(draft: FormDefinition, kind: Kind, label: string, option: string): Field {
  const say = (words: string): Localized => ({ [draft.defaultLanguage]: words })
  const common = {
    key: freeKey(kind === 'text' ? 'question' : kind, keys(draft)),
    label: say(label),
    required: kind === 'email',
    width: 'full' as const,
  }
  switch (kind) {
    case 'email':
      return { kind, ...common, accept: 'any' }
    case 'name':
      return { kind, ...common, part: 'full' }
    case 'phone':
      return { kind, ...common, country: 'FR' }
    case 'choice':
      return { kind, ...common, look: 'select', options: optionsNamed(option, say) }
    case 'several':
      return { kind, ...common, options: optionsNamed(option, say) }
    default:
      return { kind, ...common } as Field
  }
}

const optionsNamed = (option: string, say: (words: string) => Localized) =>
  [1, 2].map((n) => ({ value: `${n}`, label: say(`${option} ${n}`) }))

const withFields = (draft: FormDefinition, step: number, fields: Field[]): FormDefinition =>
  setAt(draft, ['steps', step, 'fields'], fields)

// A step nobody asks anything in is none.
const withoutEmptySteps = (draft: FormDefinition): FormDefinition => ({
  ...draft,
  steps: draft.steps.filter(({ fields }) => fields.length),
})

export function insertField(draft: FormDefinition, { step, at }: At, field: Field): FormDefinition {
  return withFields(draft, step, draft.steps[step]!.fields.toSpliced(at, 0, field))
}

export function duplicateField(draft: FormDefinition, { step, at }: At): FormDefinition {
  const field = draft.steps[step]!.fields[at]!
  const { property: _, ...copy } = field
  return insertField(draft, { step, at: at + 1 }, { ...copy, key: freeKey(field.key, keys(draft)) } as Field)
}

/** Whether a question may go: the one for the address is what makes a lead. */
export const mayRemove = (field: Field): boolean => field.kind !== 'email'

/** Takes a question away, with the conditions that spoke of it. */
export function removeField(draft: FormDefinition, { step, at }: At): FormDefinition {
  const field = draft.steps[step]?.fields[at]
  if (!field || !mayRemove(field)) return draft
  return withoutEmptySteps(
    withoutRulesOn(withFields(draft, step, draft.steps[step]!.fields.toSpliced(at, 1)), field.key),
  )
}

function withoutRulesOn(draft: FormDefinition, key: string): FormDefinition {
  return mapFields(draft, (field) => {
    if (!field.showIf?.some((rule) => rule.field === key)) return field
    const { showIf, ...rest } = field
    const left = showIf.filter((rule) => rule.field !== key)
    return (left.length ? { ...rest, showIf: left } : rest) as Field
  })
}

const mapFields = (draft: FormDefinition, change: (field: Field) => Field): FormDefinition => ({
  ...draft,
  steps: draft.steps.map((step) => ({ ...step, fields: step.fields.map(change) })),
})

/** Takes a question from one place and puts it at another, counted once it was taken. */
export function moveField(draft: FormDefinition, from: At, to: At): FormDefinition {
  const field = draft.steps[from.step]?.fields[from.at]
  if (!field || !draft.steps[to.step] || (from.step === to.step && from.at === to.at)) return draft
  const taken = withFields(draft, from.step, draft.steps[from.step]!.fields.toSpliced(from.at, 1))
  return withoutEmptySteps(insertField(taken, to, field))
}

/** Where one step up or down leads: over the edge of a step into its neighbour. `undefined` at either end. */
export function besideOf(draft: FormDefinition, { step, at }: At, by: 1 | -1): At | undefined {
  const fields = draft.steps[step]!.fields
  if (at + by >= 0 && at + by < fields.length) return { step, at: at + by }
  const next = draft.steps[step + by]
  return next && { step: step + by, at: by > 0 ? 0 : next.fields.length }
}

/** A key others may speak of is changed with them. */
export function renameKey(draft: FormDefinition, path: Path, key: string): FormDefinition {
  const before = valueAt(draft, [...path, 'key'])
  const renamed = setAt(draft, [...path, 'key'], key)
  return mapFields(renamed, (field) =>
    field.showIf?.some((rule) => rule.field === before)
      ? { ...field, showIf: field.showIf.map((rule) => (rule.field === before ? { ...rule, field: key } : rule)) }
      : field,
  )
}

/** Other kinds a question can become without losing what was written. */
export function changeKind(draft: FormDefinition, { step, at }: At, kind: Kind, option: string): FormDefinition {
  const field = draft.steps[step]!.fields[at]!
  const { key, label, help, required, width, askOnce, showIf } = field
  const fresh = newField(draft, kind, '', option)
  const kept = {
    key,
    label,
    required,
    width,
    ...(help && { help }),
    ...(askOnce && { askOnce }),
    ...(showIf && { showIf }),
  }
  const options = 'options' in field && 'options' in fresh ? { options: field.options } : {}
  return withFields(draft, step, draft.steps[step]!.fields.with(at, { ...fresh, ...kept, ...options } as Field))
}

export function addStep(draft: FormDefinition, field: Field): FormDefinition {
  const ids = draft.steps.map(({ id }) => id)
  let n = draft.steps.length + 1
  while (ids.includes(`step-${n}`)) n++
  return { ...draft, steps: [...draft.steps, { id: `step-${n}`, fields: [field] }] }
}

/** Its questions go on with those of the step before. */
export function joinStep(draft: FormDefinition, step: number): FormDefinition {
  const [before, joined] = [draft.steps[step - 1], draft.steps[step]]
  if (!before || !joined) return draft
  return {
    ...draft,
    steps: draft.steps.toSpliced(step - 1, 2, { ...before, fields: [...before.fields, ...joined.fields] }),
  }
}

export function moveIn<T>(list: T[], from: number, to: number): T[] {
  const moved = list[from]
  return moved === undefined || to < 0 || to >= list.length ? list : list.toSpliced(from, 1).toSpliced(to, 0, moved)
}

/** Every language anything is written in, the default first. */
export const languagesIn = (draft: FormDefinition): string[] => [
  ...new Set([draft.defaultLanguage, ...[...everyText(draft)].flatMap(([, text]) => Object.keys(text))]),
]

/** Paths of the texts that are not written in a language. */
export const missingIn = (draft: FormDefinition, language: string): Path[] =>
  [...everyText(draft)].filter(([, text]) => !text[language]?.trim()).map(([path]) => path)

/** Takes a language away with everything written in it; never the default. */
export function removeLanguage(draft: FormDefinition, language: string): FormDefinition {
  if (language === draft.defaultLanguage) return draft
  return [...everyText(draft)].reduce(
    (left, [path, text]) => (language in text ? setText(left, path, language, '') : left),
    draft,
  )
}
