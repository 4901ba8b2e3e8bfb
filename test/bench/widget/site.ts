// One server for every candidate, so that nothing but the candidates differs: the same article, the same origin, the same compression.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { root } from '../../../scripts/run.ts'

const require = createRequire(import.meta.url)
// Some say in their package.json that only their entry may be resolved.
const inPackage = (name: string, path: string) => join(root, 'node_modules', name, path)

export type Candidate = {
  name: string
  /** What goes into the article. */
  html: string
  /** Path → file it asks this server for before its form, or its frame, can be there. */
  files: Record<string, string>
  /** An expression of the page: whether it has drawn. */
  isDrawn: string
}

/** `tag` is the file that holds what Aimant answers to a tag. */
export const candidatesWith = (tag: string): Candidate[] => [
  {
    name: 'Aimant',
    html: '<script async src="/e/guide-rgpd.js"></script>',
    files: { '/e/guide-rgpd.js': tag },
    isDrawn: `document.querySelector('aimant-form')?.shadowRoot?.querySelector('[name=email]')?.offsetHeight > 0`,
  },
  {
    name: 'hand-written minimal form',
    html: '<script async src="/minimal-form.js" id="minimal"></script>',
    files: { '/minimal-form.js': join(import.meta.dirname, 'minimal-form.js') },
    isDrawn: `document.querySelector('#minimal + div')?.shadowRoot?.querySelector('[name=email]')?.offsetHeight > 0`,
  },
  {
    name: '@tryghost/signup-form',
    html: '<script async src="/signup-form.js" data-title="Le guide" data-site="https://example.invalid/" data-button-color="#2c6e63"></script>',
    files: { '/signup-form.js': require.resolve('@tryghost/signup-form/umd/signup-form.min.js') },
    isDrawn: `[...document.querySelectorAll('iframe')].some((frame) => frame.contentDocument?.querySelector('input')?.offsetHeight > 0)`,
  },
  {
    // Its form is a page of its host inside a frame, answered here with next to nothing.
    name: '@typeform/embed (its host answering nothing)',
    html: '<div data-tf-widget="AbCdEfGh" data-tf-inline-on-mobile style="height:600px"></div><link rel="stylesheet" href="/typeform.css"><script async src="/typeform.js"></script>',
    files: {
      '/typeform.js': inPackage('@typeform/embed', 'build/embed.js'),
      '/typeform.css': inPackage('@typeform/embed', 'build/css/widget.css'),
    },
    isDrawn: `performance.getEntriesByType('resource').some(({ name, responseEnd }) => /^https:..form.typeform.com/.test(name) && responseEnd > 0)`,
  },
  {
    // The package is a loader; what draws comes from its host: its SDK, then the survey's settings, then what draws surveys.
    // None of the three is in the package, so each is answered here with next to nothing.
    name: '@formbricks/js (its host answering nothing)',
    html: `<script type="module">
      import formbricks from '/formbricks.js'
      performance.mark('evaluated')
      formbricks.setup({ environmentId: 'cm0000000000000000000000', appUrl: location.origin })
    </script>`,
    files: { '/formbricks.js': inPackage('@formbricks/js', 'dist/index.js') },
    isDrawn: `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/js/surveys.umd.cjs'))`,
  },
]

const formbricksStub = `globalThis.formbricks = {
  async setup() {
    await fetch('/settings.json')
    document.head.append(Object.assign(document.createElement('script'), { src: '/js/surveys.umd.cjs' }))
  },
}`

const article = (html: string) => `<!doctype html>
<html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Article</title><link rel="icon" href="data:,">
<style>body { margin: 2rem auto; max-width: 40rem; padding: 0 1rem; font: 1rem/1.6 system-ui } .place { min-height: 70rem }</style>
<h1>Le RGPD des formulaires</h1>${'<p>Un formulaire est souvent votre premier contact avec quelqu’un. Voici comment recueillir ses données dans les règles.</p>'.repeat(3)}
<div class="place">${html}</div><p>Et l’article continue.</p></html>`

const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

/** Serves `/0`, `/1`… (the article with each candidate), what they ask for, and any other page given. */
export async function serveCandidates(candidates: Candidate[], pages: Record<string, string> = {}) {
  const found = new Map<string, { body: Buffer; type: string }>()
  const put = (path: string, text: string, type: string) =>
    found.set(path, { body: brotliCompressSync(text), type: `${type}; charset=utf-8` })
  for (const [path, html] of Object.entries(pages)) put(path, html, 'text/html')
  for (const [i, { html, files }] of candidates.entries()) {
    put(`/${i}`, article(html), 'text/html')
    for (const [path, file] of Object.entries(files)) {
      const type = types[path.split('.').at(-1)!]!
      const text = await readFile(file, 'utf8')
      put(path, type === 'text/javascript' ? marked(text) : text, type)
    }
  }
  put('/js/formbricks.umd.cjs', formbricksStub, 'text/javascript')
  put('/js/surveys.umd.cjs', '', 'text/javascript')
  put('/settings.json', '{}', 'application/json')
  const demo = join(root, 'dist/public')
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!found.has(path) && path.startsWith('/demo/') && types[path.split('.').at(-1)!])
      put(path, await readFile(join(demo, path), 'utf8'), types[path.split('.').at(-1)!]!)
    const it = found.get(path)
    if (!it) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': it.type, 'content-encoding': 'br', 'cache-control': 'max-age=60' })
    response.end(it.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

// The moment a script begins, said by the script itself; modules say it after their imports.
const marked = (text: string) =>
  /^export\b/m.test(text) ? text : text.replace(/^(\/\/#.*\n)?/, "$1performance.mark('evaluated');")

/** What a candidate downloads from whoever serves it, brotli 11. */
export async function weightOf({ files }: Candidate): Promise<number> {
  const texts = await Promise.all(Object.values(files).map((file) => readFile(file)))
  return texts.reduce((sum, text) => sum + brotliCompressSync(text).byteLength, 0)
}
