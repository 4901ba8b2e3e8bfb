// Builds the dashboard into dist/public/dashboard, where the Worker's static assets find it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/**
 * `import search from 'lucide:search'` gives an icon as plain data: parsed here, because Trusted Types lets no
 * SVG text become markup in the browser, and only the icons asked for travel.
 */
function lucide(): Plugin {
  const prefix = 'lucide:'
  return {
    name: 'lucide',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return
      const name = id.slice(prefix.length + 1)
      const file = new URL(`../node_modules/lucide-static/icons/${name}.svg`, import.meta.url)
      const shapes = [...readFileSync(file, 'utf8').matchAll(/^ {2}<(\w+) (.*?) *\/>$/gm)].map(
        ([, tag, attributes]) => [
          tag,
          Object.fromEntries([...attributes!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
        ],
      )
      return `export default ${JSON.stringify(shapes)}`
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  plugins: [lucide()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/public/dashboard',
    emptyOutDir: true,
    // The first browsers with light-dark(); older ones would get a longer sheet and two palettes.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The page a form is previewed on is a document of its own.
    rolldownOptions: { input: ['index.html', 'stage.html'].map((name) => join(import.meta.dirname, name)) },
  },
})
