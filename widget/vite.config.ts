// Builds what the Worker hands out as text: the inline widget, for everyday forms, for all and for those with Turnstile, and the loader, which it wraps around each form's settings,
// each trigger apart, the whole widget as a module that every waiting form of every page shares, and what only pages without TLS or forms with
// Turnstile fetch.
import { join } from 'node:path'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'

// As a library, for then `import()` stays what is written, without half a kilobyte of help for the page's own build.
const part = (name: string, entry: string, format: 'iife' | 'es', variable = 'aimant'): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    lib: { entry: { [name]: entry }, formats: [format], name: variable, fileName: () => `${name}.txt` },
    rolldownOptions: { output: { minify: true, generatedCode: { symbols: false } } },
  },
})

const triggers = ['click', 'delay', 'exit', 'idle', 'load', 'pages', 'scroll'].map((on) => {
  const name = `trigger_${on}`
  return [name, part(name, `triggers/${on}.ts`, 'iife', 'TRIGGER')] as const
})

const parts = {
  plain: part('plain', 'main.ts', 'iife'),
  whole: part('whole', 'main.ts', 'iife'),
  guarded: part('guarded', 'main.ts', 'iife'),
  element: part('element', 'element.ts', 'iife', 'ELEMENT'),
  loader: part('loader', 'waiting.ts', 'iife'),
  shared: part('shared', 'shared.ts', 'es'),
  sha256: part('sha256', 'sha256.ts', 'es'),
  turnstile: part('turnstile', 'turnstile.ts', 'es'),
  ...Object.fromEntries(triggers),
}

/** What `contract/<name>.ts` says is not carried by these builds. */
const without = (name: string, ...builds: string[]): Plugin => ({
  name: `without-${name}`,
  applyToEnvironment: (environment) => builds.includes(environment.name),
  load: (id) => (id.endsWith(`/contract/${name}.ts`) ? `export const ${name} = false` : undefined),
})

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  // Said outright: under a test runner NODE_ENV would otherwise compile file names and line numbers into every element.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  resolve: { alias: { 'preact/jsx-runtime': join(import.meta.dirname, 'jsx-runtime.ts') } },
  build: {
    outDir: '../dist/widget',
    emptyOutDir: false,
    target: 'es2022',
    // Sent as written: what older browsers would need is neither here nor worth its bytes.
    cssTarget: 'esnext',
    modulePreload: false,
    reportCompressedSize: false,
  },
  plugins: [without('whole', 'plain'), without('guarded', 'plain', 'whole')],
  environments: parts,
  builder: {
    async buildApp(builder) {
      for (const name of Object.keys(parts)) await builder.build(builder.environments[name]!)
    },
  },
})
