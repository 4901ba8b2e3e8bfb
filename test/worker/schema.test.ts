/// <reference types="vite/types/importMeta.d.ts" />
import { env } from 'cloudflare:workers'
import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'

const files = import.meta.glob<Record<string, unknown>>('../../worker/schema/*.ts', { eager: true })
const tables = Object.values(files)
  .flatMap((file) => Object.values(file))
  .filter((value) => is(value, SQLiteTable))
  .map(getTableConfig)
const all = async <T>(sql: string, ...binds: unknown[]) =>
  (
    await env.DB.prepare(sql)
      .bind(...binds)
      .all<T>()
  ).results

describe('the schema', () => {
  it('names every table the migrations make, and no other', async () => {
    const made = await all<{ name: string }>(`
      SELECT name
      FROM sqlite_schema
      WHERE type = 'table'
        AND name NOT LIKE 'lead_search%'
        AND name NOT GLOB '_cf_*'
        AND name NOT IN ('d1_migrations', 'sqlite_sequence')
      ORDER BY name`)
    expect(tables.map(({ name }) => name).sort()).toEqual(made.map(({ name }) => name))
  })

  it.each(tables)('knows the columns, keys and defaults of $name', async (table) => {
    const made = await all(
      'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?1) ORDER BY name',
      table.name,
    )
    const [composite] = table.primaryKeys
    const keys = composite
      ? composite.columns.map(({ name }) => name)
      : table.columns.filter((c) => c.primary).map((c) => c.name)
    const known = table.columns.map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      notnull: column.notNull && !isRowid(column, keys) ? 1 : 0,
      dflt_value: column.default === undefined ? null : JSON.stringify(column.default).replaceAll('"', "'"),
      pk: keys.indexOf(column.name) + 1,
    }))
    expect(known.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(made)
  })

  it.each(tables)('knows what is unique, indexed and referred to in $name', async (table) => {
    const made = await all<{ name: string; columns: string; origin: string }>(
      `
      SELECT list.name, list.origin, (SELECT group_concat(name) FROM pragma_index_info(list.name)) AS columns
      FROM pragma_index_list(?1) AS list
      WHERE origin <> 'pk'`,
      table.name,
    )
    const unique = [
      ...table.columns.filter((column) => column.isUnique).map(({ name }) => name),
      ...table.uniqueConstraints.map(({ columns }) => columns.map(({ name }) => name).join()),
    ]
    const namesOf = (origin: string) => made.filter((row) => row.origin === origin)
    expect(unique.sort()).toEqual(
      namesOf('u')
        .map(({ columns }) => columns)
        .sort(),
    )
    expect(table.indexes.map(({ config }) => config.name)).toEqual(namesOf('c').map(({ name }) => name))

    const references = await all<{ ref: string }>(
      `SELECT "from" || '→' || "table" || '.' || "to" || ' ' || on_delete AS ref FROM pragma_foreign_key_list(?1)`,
      table.name,
    )
    const known = table.foreignKeys.map((key) => {
      const { columns, foreignColumns, foreignTable } = key.reference()
      const { name } = getTableConfig(foreignTable as SQLiteTable)
      return `${columns[0]!.name}→${name}.${foreignColumns[0]!.name} ${(key.onDelete ?? 'no action').toUpperCase()}`
    })
    expect(known).toEqual(references.map(({ ref }) => ref))
  })
})

// SQLite never reports an INTEGER PRIMARY KEY as NOT NULL, though it cannot be null.
const isRowid = (column: { name: string; getSQLType(): string }, keys: string[]) =>
  keys.length === 1 && keys[0] === column.name && column.getSQLType() === 'integer'
