// What /openapi.json and /docs serve: the document, worked out of the route table once, and the page that shows it. Both are files,
// so that neither weighs on the Worker.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { root } from './run.ts'

/** The Worker's modules load where there is no Worker: what the platform gives is empty here, and so is the text it carries. */
const elsewhere: Plugin = {
  name: 'elsewhere',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith('cloudflare:') || id.endsWith('.txt') ? `\0empty:${id}` : undefined),
  load: (id) => {
    if (!id.startsWith('\0empty:')) return
    return id.endsWith('.txt') ? `export default ''` : 'export const connect = undefined, waitUntil = undefined'
  },
}

/** The document as the route table makes it. */
async function composeDocument(): Promise<unknown> {
  const outDir = await mkdtemp(join(root, 'dist/reference-'))
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    plugins: [elsewhere],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    ssr: { noExternal: true, target: 'node' },
    build: { ssr: join(root, 'worker/reference/document.ts'), outDir, emptyOutDir: true, minify: false },
  })
  const { openApi } = await import(String(pathToFileURL(join(outDir, 'document.js'))))
  await rm(outDir, { recursive: true })
  return openApi()
}

/** Writes `dist/public/openapi.json` and `dist/public/docs/`. */
export async function buildReference() {
  const docs = join(root, 'dist/public/docs')
  const scalar = join(root, 'node_modules/@scalar/api-reference/dist/browser')
  await mkdir(join(docs, 'scalar'), { recursive: true })
  const [document] = await Promise.all([
    composeDocument(),
    cp(join(root, 'worker/reference/page'), docs, { recursive: true }),
    cp(join(scalar, 'standalone.esm.js'), join(docs, 'scalar/standalone.esm.js')),
    cp(join(scalar, 'chunks'), join(docs, 'scalar/chunks'), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    }),
  ])
  await writeFile(join(root, 'dist/public/openapi.json'), JSON.stringify(document))
}
