// Zod's schemas as JSON Schema 2020-12, which OpenAPI 3.1 speaks. Those of the contract become components, named as they are there.
/// <reference types="vite/types/importMeta.d.ts" />
import * as z from 'zod'

export type JsonSchema = Record<string, unknown>

/** What may be sent, or what is answered: they differ where something has a default. */
export type Direction = 'input' | 'output'

/** A collection of schemas that refer to each other: `of` gives one and gathers what it names in `components`. */
export function schemas() {
  const components: Record<string, JsonSchema> = {}

  const of = (schema: z.ZodType, io: Direction): JsonSchema => {
    const { $defs = {}, ...made } = jsonOf(schema, io)
    for (const [id, one] of Object.entries($defs as Record<string, JsonSchema>)) gather(id, one, io)
    if (typeof made.id !== 'string') return placed(made, io) as JsonSchema
    gather(made.id, made, io)
    return { $ref: `${shelf}${nameOf(made.id, io)}` }
  }

  const gather = (id: string, { id: _, ...one }: JsonSchema, io: Direction) => {
    components[nameOf(id, io)] ??= placed(one, io) as JsonSchema
  }

  return { of, components }
}

const shelf = '#/components/schemas/'

const modules = import.meta.glob<Record<string, unknown>>('../../contract/*.ts', { eager: true })

/** `leadSummary` → `LeadSummary`; where two files use a name, the second says its own before it. */
const named = new Map<string, z.ZodType>()
const registry = z.registry<{ id?: string }>()
for (const [path, exported] of Object.entries(modules))
  for (const [name, value] of Object.entries(exported)) {
    if (!isShape(value) || registry.has(value)) continue
    const file = pascal(path.split('/').at(-1)!.replace('.ts', ''))
    const id = named.has(pascal(name)) ? `${file}${pascal(name)}` : pascal(name)
    named.set(id, value)
    registry.add(value, { id })
  }

function isShape(value: unknown): value is z.ZodType {
  return value instanceof z.ZodType && ['object', 'union', 'pipe'].includes(value.def.type)
}

function pascal(text: string): string {
  return text.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())
}

function jsonOf(schema: z.ZodType, io: Direction): JsonSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    metadata: registry,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod
      // More may be answered one day; what may be sent is all there is.
      if (io === 'output' && def.type === 'object' && !('catchall' in def && def.catchall))
        delete jsonSchema.additionalProperties
      // A format says the same, and can be read.
      if (jsonSchema.format) delete jsonSchema.pattern
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    },
  })
  return made
}

const differs = new Map<string, boolean>()

/** The one that is answered has the plain name. */
function nameOf(id: string, io: Direction): string {
  if (io === 'output' || id.endsWith('Input')) return id
  const known = differs.get(id) ?? isOtherwiseSent(named.get(id)!)
  differs.set(id, known)
  return known ? `${id}Input` : id
}

function isOtherwiseSent(schema: z.ZodType): boolean {
  const [sent, answered] = (['input', 'output'] as const).map((io) => JSON.stringify(jsonOf(schema, io)))
  return sent !== answered
}

/** The same with references to where components stand in an OpenAPI document. */
function placed(value: unknown, io: Direction): unknown {
  if (Array.isArray(value)) return value.map((item) => placed(item, io))
  if (!(value instanceof Object)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, `${shelf}${nameOf(inner.replace('#/$defs/', ''), io)}`]
        : [key, placed(inner, io)],
    ),
  )
}
