// Puts the demo's pages where they are served from. Each carries a policy as strict as the strictest customer's:
// nothing but our own origin, and no text that becomes a script.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compile } from 'tailwindcss'
import { build } from 'vite'
import { writeModels } from './models.ts'

const require = createRequire(import.meta.url)

/** `outDir` is emptied first. */
export async function buildDemo(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true })
  await mkdir(dirname(outDir), { recursive: true })
  await cp(join(import.meta.dirname, 'pages'), outDir, { recursive: true })
  await writeModels(outDir)
  const ways = join(outDir, 'ways')
  await cp(require.resolve('bootstrap/dist/css/bootstrap.min.css'), join(ways, 'bootstrap.css'))
  await writeFile(join(ways, 'tailwind.css'), await tailwindFor(join(ways, 'tailwind.html')))
  const configFile = join(import.meta.dirname, 'ways/vite.config.ts')
  await build({ configFile, logLevel: 'warn', build: { outDir: ways } })
}

/** Tailwind's reset and the classes a page uses, as its own build would write them. */
async function tailwindFor(page: string): Promise<string> {
  const loadStylesheet = async (id: string, base: string) => {
    const path = require.resolve(id === 'tailwindcss' ? 'tailwindcss/index.css' : id)
    return { path, base, content: await readFile(path, 'utf8') }
  }
  const { build } = await compile('@import "tailwindcss"', { loadStylesheet })
  const classes = [...(await readFile(page, 'utf8')).matchAll(/class="([^"]*)"/g)].flatMap(([, list]) =>
    list!.split(' '),
  )
  return build(classes)
}
