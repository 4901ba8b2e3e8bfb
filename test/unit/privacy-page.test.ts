import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Every test the page names: its file, and words of its name. */
let named: [file: string, name: string][]
let page: string
beforeAll(async () => {
  page = await readFile(join(root, 'docs/privacy.md'), 'utf8')
  const cells = page.matchAll(/`(\w+\/[\w-]+\.test\.tsx?)`((?:;? \*[^*]+\*)+)/g)
  named = [...cells].flatMap(([, file, names]) =>
    [...names!.matchAll(/\*([^*]+)\*/g)].map(([, name]): [string, string] => [file!, name!]),
  )
})

test('every promise on the privacy page names a test that is there', async () => {
  expect(named.length).toBeGreaterThan(50)
  for (const [file, name] of named) {
    const names = testsIn(await readFile(join(root, 'test', file), 'utf8'))
    expect(
      names.filter((one) => one.includes(name)),
      `${file}: ${name}`,
    ).toHaveLength(1)
  }
})

test('no test is named on the page in a way that is not looked for', () => {
  const files = [...page.matchAll(/[\w-]+\.test\.tsx?/g)].length
  expect(files).toBe([...page.matchAll(/`\w+\/[\w-]+\.test\.tsx?`;? \*/g)].length)
})

test('French and English promise the same, row by row', () => {
  const [english, french] = page.split('\n# Vie privée\n')
  const tables = (text: string) =>
    [...text.matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => table.trimEnd().split('\n').length)
  expect(tables(english!)).toEqual(tables(french!))
  expect(headings(english!)).toBe(headings(french!))
  const tests = (text: string) => [...text.matchAll(/`\w+\/[\w-]+\.test\.tsx?`.*$/gm)].map(([cell]) => cell)
  expect(tests(english!)).toEqual(tests(french!))
})

test('links on the page lead somewhere', async () => {
  const docs = await readdir(join(root, 'docs'))
  for (const [, href] of page.matchAll(/\]\(([^)#]+\.md)(?:#[\w-]+)?\)/g)) expect(docs).toContain(href)
  const deploying = await readFile(join(root, 'docs/deploying.md'), 'utf8')
  const anchors = [...deploying.matchAll(/^## (.*)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(' ', '-'))
  for (const [, anchor] of page.matchAll(/deploying\.md#([\w-]+)/g)) expect(anchors).toContain(anchor)
})

const headings = (text: string) => text.match(/^## /gm)?.length

/** The names given to `it`, `test`, and what their `each` gives. */
function testsIn(source: string): string[] {
  const calls = source.matchAll(/(?:\b(?:it|test)|\))\(\s*(['`])((?:(?!\1)[^\\]|\\.)*)\1,\s*(?:async\b|\()/g)
  return [...calls].map(([, , name]) => name!)
}
